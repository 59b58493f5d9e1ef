// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
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

/** People who turn to a processor. */
@Path("/v1/referrals")
@NeedsScope(Scope.CONSENT_WRITE)
class ReferralsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final ReferRespondent referring;

    ReferralsResource(CurrentCaller caller, Idempotency idempotency, ReferRespondent referring) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.referring = referring;
    }

    @POST
    @Operation(
            summary = "Somebody asked a processor: a request at each controller it is for, and a stop at once",
            description =
                    "For processors with a mandate in force; any other gets 403 MANDATE_OUT_OF_SCOPE. The controllers' clock starts at receivedAt."
                            + " Without kind, with stop or where the text reads as a no, contact for marketing and surveys ends in the same transaction."
                            + " Unless the person is VERIFIED or named the controllers, the answer is the same whether or not anybody has the address,"
                            + " and each controller is named in a letter to the address itself. The processor's own marketing ends with"
                            + " ownMarketingToo only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReferralView.class)))
    public Response refer(ReferralBody body) {
        return Answers.response(referring.refer(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }
}
