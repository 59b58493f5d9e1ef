// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger of disclosures: who received what about whom. */
@Path("/v1/disclosures")
@NeedsScope(Scope.CONSENT_WRITE)
class LedgerResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final RecordDisclosure disclosure;
    private final RecordDisclosures disclosures;
    private final ReadLedger ledger;

    LedgerResource(
            CurrentCaller caller,
            Idempotency idempotency,
            RecordDisclosure disclosure,
            RecordDisclosures disclosures,
            ReadLedger ledger) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.disclosure = disclosure;
        this.disclosures = disclosures;
        this.ledger = ledger;
    }

    @POST
    @Operation(
            summary = "Record that somebody received something about somebody",
            description =
                    "The recipient (disclosedTo) is told of every erasure, restriction, rectification, withdrawal and objection that concerns it"
                            + " from now on, and at once of those since at. A processor needs the mandate's right EXPORT.")
    public Response record(DisclosureBody body) {
        return Answers.response(disclosure.record(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("batch")
    @Operation(summary = "Record up to 500 disclosures, each by itself")
    public Response recordAll(DisclosuresBody body) {
        return Response.ok(disclosures.record(caller.get(), body, idempotency.required(AnswerSeal.NONE)))
                .build();
    }

    @GET
    @NeedsScope(Scope.RIGHTS_ADMIN)
    @Operation(summary = "What was disclosed about a subject, and to whom (GDPR 15(1)(c))")
    public Response about(
            @QueryParam("subject") @Nullable String subject, @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(ledger.about(caller.get(), id(subject), cursor)).build();
    }

    private static SubjectId id(@Nullable String subject) {
        try {
            return SubjectId.parse(subject == null ? "" : subject);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "subject", "NOT_ALLOWED");
        }
    }
}
