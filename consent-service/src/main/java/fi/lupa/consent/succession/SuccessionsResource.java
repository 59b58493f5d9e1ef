// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** That one controller has taken another's place. */
@Path("/v1/successions")
@NeedsScope(Scope.RIGHTS_ADMIN)
class SuccessionsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final RecordSuccession successions;

    SuccessionsResource(CurrentCaller caller, Idempotency idempotency, RecordSuccession successions) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.successions = successions;
    }

    @POST
    @Operation(
            summary = "One controller has taken another's place",
            description =
                    "What people have prohibited the controller holds at the successor, now and whenever they say more; a consent names a legal"
                            + " person and does not move. The successor must have the same register. Until completeAt is set not everything is carried.")
    public Response record(SuccessionBody body) {
        return Answers.response(successions.record(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far the prohibitions have come")
    public Response succession(@PathParam("id") UUID id) {
        return Response.ok(successions.find(caller.get(), id)).build();
    }
}
