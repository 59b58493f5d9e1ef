// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready while checkpoints are signed or there is no key; not ready once signing would vouch for a second history. */
@Readiness
@Singleton
final class SignerReadiness implements HealthCheck {

    private final SignerStatus status;

    SignerReadiness(SignerStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("checkpoints")
                .status(status.state().isSound())
                .withData("state", status.state().name());
        @Nullable String reason = status.reason();
        return (reason == null ? response : response.withData("reason", reason)).build();
    }
}
