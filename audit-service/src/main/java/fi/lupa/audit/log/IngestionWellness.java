// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Well while the sequencer ingests, stands by or waits; not well once it has halted. What is logged can be read all the same. */
@Wellness
@Singleton
final class IngestionWellness implements HealthCheck {

    private final IngestionStatus status;

    IngestionWellness(IngestionStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ingestion")
                .status(status.state().isSound())
                .withData("state", status.state().name());
        String reason = status.reason();
        return (reason == null ? response : response.withData("reason", reason)).build();
    }
}
