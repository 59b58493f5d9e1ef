// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource into a problem; what it does not know is one fixed 500 and one log line. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int FIRST_ERROR_STATUS = 400;
    private static final int FIRST_SERVER_STATUS = 500;
    private static final Map<Integer, ProblemCode> BY_STATUS = Map.ofEntries(
            Map.entry(401, ProblemCode.TOKEN_INVALID),
            Map.entry(403, ProblemCode.CALLER_NOT_AUTHORISED),
            Map.entry(404, ProblemCode.NOT_FOUND),
            Map.entry(405, ProblemCode.METHOD_NOT_ALLOWED),
            Map.entry(406, ProblemCode.NOT_ACCEPTABLE),
            Map.entry(409, ProblemCode.VERSION_CONFLICT),
            Map.entry(413, ProblemCode.PAYLOAD_TOO_LARGE),
            Map.entry(415, ProblemCode.UNSUPPORTED_MEDIA_TYPE),
            Map.entry(429, ProblemCode.TOO_MANY_REQUESTS));

    @ServerExceptionMapper
    public Response problem(ProblemException failure, HttpHeaders headers) {
        return ProblemResponses.of(failure, headers);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException failure, HttpHeaders headers) {
        return JsonFailure.in(failure)
                .map(problem -> ProblemResponses.of(problem, headers))
                .orElseGet(() -> internal(failure, headers));
    }

    /** Quarkus has a mapper of its own for this class, which would show types and values. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure, HttpHeaders headers) {
        return json(failure, headers);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure, HttpHeaders headers) {
        return ProblemResponses.of(ProblemCode.TOKEN_INVALID, headers);
    }

    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException failure, HttpHeaders headers) {
        return ProblemResponses.of(ProblemCode.TOKEN_INVALID, headers);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, HttpHeaders headers) {
        return ProblemResponses.of(ProblemCode.CALLER_NOT_AUTHORISED, headers);
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException failure, HttpHeaders headers) {
        return ProblemResponses.of(ProblemCode.NOT_FOUND, headers);
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException failure, HttpHeaders headers) {
        Response original = failure.getResponse();
        int status = original.getStatus();
        if (status < FIRST_ERROR_STATUS) {
            return original;
        }
        Optional<ProblemException> json = JsonFailure.in(failure);
        if (json.isPresent()) {
            return ProblemResponses.of(json.get(), headers);
        }
        if (status >= FIRST_SERVER_STATUS) {
            return internal(failure, headers);
        }
        ProblemCode code = BY_STATUS.getOrDefault(status, ProblemCode.INVALID_VALUE);
        Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
        Response answer = ProblemResponses.of(code, headers);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response unknown(Throwable failure, HttpHeaders headers) {
        return JsonFailure.in(failure)
                .map(problem -> ProblemResponses.of(problem, headers))
                .orElseGet(() -> internal(failure, headers));
    }

    private static Response internal(Throwable failure, HttpHeaders headers) {
        String traceId = TraceIds.current();
        LOG.errorf("A request failed: traceId=%s exception=%s", traceId, StackText.of(failure));
        return ProblemResponses.of(ProblemCode.INTERNAL, headers, traceId, List.of());
    }
}
