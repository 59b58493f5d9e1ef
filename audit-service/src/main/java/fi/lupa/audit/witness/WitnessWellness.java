// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Not well once logs have grown without a quorum for too long, or a witness contradicts; says how it stands with each. */
@Wellness
@Singleton
final class WitnessWellness implements HealthCheck {

    private final WitnessStatus status;
    private final QuorumWatch quorums;

    WitnessWellness(WitnessStatus status, QuorumWatch quorums) {
        this.status = status;
        this.quorums = quorums;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> unwitnessed = quorums.unwitnessed();
        boolean agreed = status.states().values().stream().noneMatch(state -> state.startsWith("CONTRADICTS"));
        HealthCheckResponseBuilder response = HealthCheckResponse.named("witnesses")
                .status(agreed && unwitnessed.isEmpty())
                .withData("unwitnessedLogs", unwitnessed.size());
        status.states().forEach((witness, state) -> response.withData("witness " + witness, state));
        return response.build();
    }
}
