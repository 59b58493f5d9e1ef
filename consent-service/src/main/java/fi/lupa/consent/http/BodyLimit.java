// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemRoutes;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses a body that says it is too long before any of it is read, with a problem; Quarkus alone answers without words. */
@Singleton
final class BodyLimit {

    private static final String SETTING = "quarkus.http.limits.max-body-size";
    private static final int BEFORE_ALL_OTHERS = 10_000;

    private final long limit;

    BodyLimit(Config config) {
        limit = config.getValue(SETTING, MemorySize.class).asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isTooLong(length)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            ProblemRoutes.send(context, ProblemCode.PAYLOAD_TOO_LARGE, List.of());
            return;
        }
        context.next();
    }

    private boolean isTooLong(String length) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
