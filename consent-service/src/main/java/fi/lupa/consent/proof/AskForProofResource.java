// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where the proof that an erasure has kept is asked for. */
@Path("/v1/rights-requests/{id}/proof-openings")
@NeedsScope(Scope.RIGHTS_ADMIN)
class AskForProofResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final OpenProof openings;

    AskForProofResource(CurrentCaller caller, Idempotency idempotency, OpenProof openings) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.openings = openings;
    }

    @POST
    @Operation(
            summary = "Asks for the proof that an erasure has kept; it waits for another person's release",
            description = "By the id of the erasure's request, for a named case (a reference, 3 to 64 of A-Z, a-z, 0-9,"
                    + " space and ./_-). 404 where nothing is kept, or its date has passed.")
    @APIResponse(
            responseCode = "201",
            description = "Its address is in Location",
            content = @Content(schema = @Schema(implementation = OpeningView.class)))
    public Response ask(@PathParam("id") UUID id, OpeningBody body) {
        return Answers.response(openings.ask(caller.get(), id, body, idempotency.required(AnswerSeal.NONE)));
    }
}
