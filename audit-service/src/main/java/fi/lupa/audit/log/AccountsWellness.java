// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Says whether entries + duplicates + rejections = offsets consumed, in every batch so far; where not, which batch. */
@Wellness
@Singleton
final class AccountsWellness implements HealthCheck {

    private final IngestionStatus status;

    AccountsWellness(IngestionStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        Accounts accounts = status.accounts();
        @Nullable String fault = accounts.fault();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ingestion accounts")
                .status(fault == null)
                .withData("checkedBatches", accounts.checked());
        return (fault == null ? response : response.withData("fault", fault)).build();
    }
}
