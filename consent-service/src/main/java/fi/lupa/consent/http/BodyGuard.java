// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Reads each body whole before anything else does: refuses one with a personal identity code in it, whatever it is called and wherever it
 * stands, and keeps the bytes for the request's fingerprint.
 */
@Provider
public class BodyGuard implements ReaderInterceptor {

    private final RequestBody request;

    BodyGuard(RequestBody request) {
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] body = context.getInputStream().readAllBytes();
        if (IdentityCodeScan.finds(body)) {
            throw new ProblemException(ProblemCode.IDENTIFIER_NOT_ACCEPTED);
        }
        if (body.length == 0) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
        request.keep(body);
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }
}
