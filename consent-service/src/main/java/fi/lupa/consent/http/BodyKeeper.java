// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps the bytes of each body that is not streamed for the request's fingerprint, once the platform's guards have let it through. */
@Provider
@Priority(Priorities.USER)
public class BodyKeeper implements ReaderInterceptor {

    private final RequestBody request;

    BodyKeeper(RequestBody request) {
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed();
        }
        byte[] body = context.getInputStream().readAllBytes();
        request.keep(body);
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }
}
