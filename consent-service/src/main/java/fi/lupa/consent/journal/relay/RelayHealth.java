// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.journal.WriteRefusal;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while writes are refused or topics are wrong. A broker that is down does not make the service unready: it goes on recording, and
 * the readers' freshness limit tells the rest.
 */
@Readiness
@ApplicationScoped
class RelayHealth implements HealthCheck {

    private final RelayStatus status;
    private final WriteGate gate;

    RelayHealth(RelayStatus status, WriteGate gate) {
        this.status = status;
        this.gate = gate;
    }

    @Override
    public HealthCheckResponse call() {
        String refusal = gate.refusal().map(WriteRefusal::name).orElse("none");
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("journal-relay")
                .withData("phase", status.phase().name())
                .withData("writesRefused", refusal);
        if (!status.details().isEmpty()) {
            answer.withData("details", String.join("; ", status.details()));
        }
        status.completeTo().ifPresent(time -> answer.withData("completeTo", Timestamps.format(time)));
        boolean ready = gate.refusal().isEmpty() && status.phase() != RelayStatus.Phase.TOPICS_WRONG;
        return answer.status(ready).build();
    }
}
