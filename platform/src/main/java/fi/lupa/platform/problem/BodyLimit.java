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
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Refuses a body that announces itself as too large with a problem, before Quarkus closes the connection wordlessly. */
@Singleton
public final class BodyLimit {

    /** After authentication, before Quarkus' own limit. */
    private static final int PRIORITY = 150;

    /** How much is read for nothing so that the client gets to see the answer. */
    private static final long DRAINED = 16L * 1024 * 1024;

    private static final long UNLIMITED = Long.MAX_VALUE;

    /** After Quarkus has set its own limit, for bodies that do not announce their size. */
    private static final int LAST = 1;

    private static final String READ_LIMIT = "io.quarkus.max-request-size";

    private final long limit;
    private final long streamed;
    private final List<String> streamedPaths;

    /**
     * Reads {@code quarkus.http.limits.max-body-size}, the limit of all bodies, and for a service that also takes in streams
     * {@code lupa.http.max-body-size}, the limit of all bodies but those to {@code lupa.http.streamed-paths}.
     */
    BodyLimit(Config config) {
        streamed = size(config, "quarkus.http.limits.max-body-size").orElse(UNLIMITED);
        limit = size(config, "lupa.http.max-body-size").orElse(streamed);
        streamedPaths = config.getOptionalValues("lupa.http.streamed-paths", String.class)
                .orElse(List.of());
    }

    private static Optional<Long> size(Config config, String name) {
        return config.getOptionalValue(name, MemorySize.class).map(MemorySize::asLongValue);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
        filters.register(this::limitReading, LAST);
    }

    private long limit(RoutingContext context) {
        return streamedPaths.stream().anyMatch(context.normalizedPath()::startsWith) ? streamed : limit;
    }

    private void limitReading(RoutingContext context) {
        if (limit != streamed) {
            context.put(READ_LIMIT, limit(context));
        }
        context.next();
    }

    private void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || length(announced) <= limit(context)) {
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
