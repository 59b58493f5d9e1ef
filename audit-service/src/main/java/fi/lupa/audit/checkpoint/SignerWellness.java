// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Well while checkpoints are signed or there is no key; not well once signing would vouch for a second history. */
@Wellness
@Singleton
final class SignerWellness implements HealthCheck {

    private final SignerStatus status;

    SignerWellness(SignerStatus status) {
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
