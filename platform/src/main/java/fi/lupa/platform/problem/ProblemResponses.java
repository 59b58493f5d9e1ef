// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Builds the JAX-RS answer of a problem. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** Returns the answer in the language the caller asked for. */
    public static Response of(ProblemCode code, HttpHeaders request) {
        return of(code, request, TraceIds.current(), List.of());
    }

    /** Returns the answer in the language the caller asked for. */
    public static Response of(ProblemException problem, HttpHeaders request) {
        return of(problem.code(), request, TraceIds.current(), problem.errors());
    }

    static Response of(ProblemCode code, HttpHeaders request, String traceId, List<FieldError> errors) {
        ProblemLanguage language = ProblemLanguage.of(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Response.ResponseBuilder answer = Response.status(code.status())
                .type(ProblemView.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .entity(ProblemView.of(code, language, traceId, errors).toJson());
        if (code.retryMayHelp()) {
            answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(code.retryAfterSeconds()));
        }
        if (code == ProblemCode.TOKEN_INVALID) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }
}
