// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Says which mailboxes cannot be read, and since when; the service is ready without them. */
@Readiness
@ApplicationScoped
class MailboxHealth implements HealthCheck {

    private final MailboxJob job;

    MailboxHealth(MailboxJob job) {
        this.job = job;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("mailboxes").withData("configured", job.count());
        job.away()
                .forEach((name, since) ->
                        answer.withData(name + ".notReadSince", Timestamps.format(Timestamps.truncate(since))));
        return answer.up().build();
    }
}
