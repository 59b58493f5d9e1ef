// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Links to the preference centre for the body of a mail. */
@Path("/v1/preference-links")
@NeedsScope(Scope.CONSENT_WRITE)
class PreferenceLinksResource {

    private final CurrentCaller caller;
    private final MintPreferenceLink links;

    PreferenceLinksResource(CurrentCaller caller, MintPreferenceLink links) {
        this.caller = caller;
        this.links = links;
    }

    @POST
    @Operation(
            summary = "A link to the preference centre, for the mail to this address",
            description =
                    "Whoever holds the link may stop anything; what is switched on there waits for a confirmation that is mailed to the"
                            + " address. It opens for P90D, or expiresIn, at most P1Y. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = MintPreferenceLink.PreferenceLinkView.class)))
    public Response mint(PreferenceLinkRequest request) {
        return Response.ok(links.mint(caller.get(), request)).build();
    }
}
