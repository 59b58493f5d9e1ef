// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the sequencer ingests, stands by or waits; not ready once it has halted. */
@Readiness
@Singleton
final class IngestionReadiness implements HealthCheck {

    private final IngestionStatus status;

    IngestionReadiness(IngestionStatus status) {
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
