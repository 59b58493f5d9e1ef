// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses a body that announces itself as too large with a problem, before Quarkus closes the connection wordlessly. */
@Singleton
public final class BodyLimit {

    /** After authentication, before Quarkus' own limit. */
    private static final int PRIORITY = 150;

    /** How much is read for nothing so that the client gets to see the answer. */
    private static final long DRAINED = 16L * 1024 * 1024;

    private static final long UNLIMITED = Long.MAX_VALUE;

    private final long limit;

    BodyLimit(Config config) {
        limit = config.getOptionalValue("quarkus.http.limits.max-body-size", MemorySize.class)
                .map(MemorySize::asLongValue)
                .orElse(UNLIMITED);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || length(announced) <= limit) {
            context.next();
        } else if (length(announced) <= DRAINED) {
            readAwayThenRefuse(context);
        } else {
            refuseAndClose(context);
        }
    }

    /** Many clients listen only after they have sent everything; a closed connection would hide the answer from them. */
    private static void readAwayThenRefuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.handler(part -> {});
        request.endHandler(end -> ProblemRoutes.send(context, ProblemCode.PAYLOAD_TOO_LARGE, List.of()));
        request.resume();
    }

    private static void refuseAndClose(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        ProblemRoutes.send(context, ProblemCode.PAYLOAD_TOO_LARGE, List.of());
    }

    private static long length(String announced) {
        try {
            return Long.parseLong(announced);
        } catch (NumberFormatException e) {
            return UNLIMITED;
        }
    }
}
