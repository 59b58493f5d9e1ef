// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tokens that prove which text a server showed. */
@Path("/v1/notice-tokens")
@NeedsScope(Scope.CONSENT_WRITE)
class NoticeTokensResource {

    private final CurrentCaller caller;
    private final MintNoticeToken tokens;

    NoticeTokensResource(CurrentCaller caller, MintNoticeToken tokens) {
        this.caller = caller;
        this.tokens = tokens;
    }

    @POST
    public Response mint(NoticeTokenRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(tokens.mint(caller.get(), request))
                .build();
    }
}
