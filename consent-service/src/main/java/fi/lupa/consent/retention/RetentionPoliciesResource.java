// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** How long evidence is kept, and why. */
@Path("/v1/retention-policies")
@NeedsScope(Scope.RIGHTS_ADMIN)
class RetentionPoliciesResource {

    private final CurrentCaller caller;
    private final ChangePolicy policies;

    RetentionPoliciesResource(CurrentCaller caller, ChangePolicy policies) {
        this.caller = caller;
        this.policies = policies;
    }

    @GET
    @Operation(summary = "The policies in force of the token's controllers")
    public Response list() {
        return Response.ok(Map.of("items", policies.list(caller.get()))).build();
    }

    @PUT
    @Path("{controller}/{kind}")
    @Operation(
            summary = "How long a controller keeps something, and why",
            description =
                    "EVIDENCE: personal fields of facts, from when nothing rests on them; without a policy they are"
                            + " kept. SEALED_PROOF: what an erasure keeps. P30D to P10Y, with a justification of 20 to"
                            + " 2,000 characters. Every change is a new version; the same once more changes nothing. A"
                            + " prohibition is never destroyed by any policy.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RetentionPolicy.class)))
    public Response put(
            @PathParam("controller") String controller, @PathParam("kind") RetentionKind kind, PolicyBody body) {
        return Response.ok(policies.put(caller.get(), controller, kind, body)).build();
    }
}
