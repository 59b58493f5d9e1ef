// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses an empty body and the JSON word null where a resource method reads a body: its parameter is never null. */
@Provider
public final class RequiredBody implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
        return body;
    }
}
