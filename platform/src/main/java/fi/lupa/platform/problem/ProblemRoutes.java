// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes problems on Vert.x routes, the same bytes as a resource would. */
public final class ProblemRoutes {

    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);

    private ProblemRoutes() {}

    /** Ends the request with the problem, unless its answer has already begun. */
    public static void send(RoutingContext context, ProblemCode code, List<FieldError> errors) {
        send(context, code, errors, TraceIds.current());
    }

    /** Ends the request with what a failure means to the caller. */
    public static void send(RoutingContext context, ProblemException problem) {
        send(context, problem.code(), problem.errors());
    }

    /** Ends the request with what any failure means; what is not known is one fixed 500 and one log line. */
    public static void fail(RoutingContext context, Throwable failure) {
        Optional<ProblemException> known = JsonFailure.in(failure);
        if (known.isPresent()) {
            send(context, known.get());
            return;
        }
        String traceId = TraceIds.current();
        LOG.errorf("A request failed: traceId=%s exception=%s", traceId, StackText.of(failure));
        send(context, ProblemCode.INTERNAL, List.of(), traceId);
    }

    private static void send(RoutingContext context, ProblemCode code, List<FieldError> errors, String traceId) {
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.ended()) {
            return;
        }
        ProblemLanguage language = ProblemLanguage.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemView.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        if (code.retryMayHelp()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(code.retryAfterSeconds()));
        }
        if (code == ProblemCode.TOKEN_INVALID) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(ProblemView.of(code, language, traceId, errors).toJson());
    }
}
