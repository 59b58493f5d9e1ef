// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Openings of the proof that an erasure has kept sealed. */
@Path("/v1/proof-openings")
@NeedsScope(Scope.RIGHTS_ADMIN)
class ProofOpeningsResource {

    private final CurrentCaller caller;
    private final OpenProof openings;

    ProofOpeningsResource(CurrentCaller caller, OpenProof openings) {
        this.caller = caller;
        this.openings = openings;
    }

    @POST
    @Path("{id}/release")
    @Operation(
            summary = "Opens the proof, by another person than who asked for it",
            description =
                    "The same sub gets 403 SECOND_PERSON_REQUIRED. It can be read for 24 hours by whoever may release.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    public Response release(@PathParam("id") UUID id) {
        return unstored(openings.release(caller.get(), id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "What has become of an opening, with the proof while it can be read")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpeningView.class)))
    public Response opening(@PathParam("id") UUID id) {
        return unstored(openings.read(caller.get(), id));
    }

    private static Response unstored(OpeningView view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
