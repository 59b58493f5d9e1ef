// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tokens for forms in browsers. */
@Path("/v1/capture-tokens")
@NeedsScope(Scope.CONSENT_WRITE)
class CaptureTokensResource {

    private final CurrentCaller caller;
    private final MintCaptureToken forms;

    CaptureTokensResource(CurrentCaller caller, MintCaptureToken forms) {
        this.caller = caller;
        this.forms = forms;
    }

    @POST
    public Response mint(CaptureTokenRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(forms.mint(caller.get(), request))
                .build();
    }
}
