// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.RequestFingerprint;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.Optional;

/** The claim of the request in progress: its {@code Idempotency-Key}, its client and its fingerprint. */
@RequestScoped
public class Idempotency {

    private static final String HEADER = "Idempotency-Key";

    private final ContainerRequestContext request;
    private final RequestBody body;
    private final CurrentCaller caller;
    private final RequestFingerprint fingerprint;

    Idempotency(
            @Context ContainerRequestContext request,
            RequestBody body,
            CurrentCaller caller,
            RequestFingerprint fingerprint) {
        this.request = request;
        this.body = body;
        this.caller = caller;
        this.fingerprint = fingerprint;
    }

    /** Returns the claim, its answers sealed in this way; throws IDEMPOTENCY_KEY_MISSING without a proper header. */
    public IdempotencyClaim required(AnswerSeal seal) {
        return given(seal).orElseThrow(() -> new ProblemException(ProblemCode.IDEMPOTENCY_KEY_MISSING));
    }

    /** Returns the claim if the client made one. */
    public Optional<IdempotencyClaim> given(AnswerSeal seal) {
        String header = request.getHeaderString(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        String key = IdempotencyKey.parse(header)
                .orElseThrow(() -> ProblemException.at(ProblemCode.INVALID_VALUE, HEADER, "NOT_ALLOWED"));
        return Optional.of(new IdempotencyClaim(caller.get().client(), key, fingerprintOfRequest(), seal));
    }

    private byte[] fingerprintOfRequest() {
        return fingerprint.of(request.getMethod(), request.getUriInfo().getPath(), body.bytes());
    }
}
