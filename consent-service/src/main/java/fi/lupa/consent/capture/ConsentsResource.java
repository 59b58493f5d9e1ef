// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures of consents, refusals and withdrawals. */
@Path("/v1/consents")
@NeedsScope(Scope.CONSENT_WRITE)
class ConsentsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final CaptureConsent consents;
    private final CaptureBatch batches;

    ConsentsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            Answering answering,
            CaptureConsent consents,
            CaptureBatch batches) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.consents = consents;
        this.batches = batches;
    }

    @POST
    public Response capture(@HeaderParam("Sec-GPC") @Nullable List<String> privacyControl, ConsentRequest request) {
        return Answers.response(
                consents.capture(caller.get(), request.signalling(privacyControl), idempotency.required(answering)));
    }

    @POST
    @Path("batch")
    public Response capture(BatchRequest request) {
        return Response.ok(batches.capture(caller.get(), request, idempotency.required(answering)))
                .build();
    }
}
