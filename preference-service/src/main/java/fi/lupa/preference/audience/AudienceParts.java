// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Puts together what checks have in common, and deletes now and then what is past its day. */
@Singleton
final class AudienceParts {

    private static final Duration SWEEP = Duration.ofMinutes(10);

    @Produces
    @Singleton
    RunningCheck.Parts parts(
            AudienceConfig config, CheckStore store, ObjectMapper json, InstantSource clock, Crew crew) {
        return new RunningCheck.Parts(config, store, json, clock, crew);
    }

    void start(@Observes StartupEvent event, Vertx vertx, CheckStore store) {
        vertx.setPeriodic(
                SWEEP.toMillis(),
                timer -> vertx.executeBlocking(
                        () -> {
                            store.sweep();
                            return true;
                        },
                        false));
    }
}
