// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once a log is not as it was logged; says which entry. */
@Readiness
@Singleton
final class RecheckReadiness implements HealthCheck {

    private final RecheckStatus status;

    RecheckReadiness(RecheckStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        List<Finding> findings = status.findings();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("recheck").status(findings.isEmpty()).withData("passes", status.passes());
        return (findings.isEmpty()
                        ? response
                        : response.withData("finding", findings.get(0).toString()))
                .build();
    }
}
