// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Not well once a log is not as it was logged; says which entry. The other logs, and this one as evidence, can be read all the same. */
@Wellness
@Singleton
final class RecheckWellness implements HealthCheck {

    private final RecheckStatus status;

    RecheckWellness(RecheckStatus status) {
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
