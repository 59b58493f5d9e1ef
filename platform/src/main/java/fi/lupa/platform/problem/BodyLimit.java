// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
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
        if (announced != null && isTooLarge(announced)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            ProblemRoutes.send(context, ProblemCode.PAYLOAD_TOO_LARGE, List.of());
        } else {
            context.next();
        }
    }

    private boolean isTooLarge(String announced) {
        try {
            return Long.parseLong(announced) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
