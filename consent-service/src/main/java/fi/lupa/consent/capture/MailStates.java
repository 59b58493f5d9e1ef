// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/** Shows how many confirmation mails wait and how many were lost, over all tenants, and gives up those that a process has begun and not ended. */
@Singleton
class MailStates implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(MailStates.class);
    private static final byte[] LOCK = Transactions.lockNamed("job:confirmation-mails");
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);
    private static final Duration LATELY = Duration.ofDays(1);

    private final Transactions transactions;
    private final MailQueue queue;
    private final InstantSource clock;
    private volatile MailQueue.Counts all = new MailQueue.Counts(0, 0, 0);

    MailStates(Transactions transactions, MailQueue queue, InstantSource clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "waiting", MailQueue.Counts::waiting);
        gauge(registry, "failed", MailQueue.Counts::failed);
    }

    private void gauge(MeterRegistry registry, String state, ToIntFunction<MailQueue.Counts> count) {
        Gauge.builder("lupa.confirmation.mails", this, states -> count.applyAsInt(states.all))
                .tag("state", state)
                .description(
                        "Confirmation mails that should have gone out and wait, and that were lost in the last day")
                .register(registry);
    }

    @Scheduled(every = "15s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        try {
            all = queue.counting().stream().map(this::counts).reduce(new MailQueue.Counts(0, 0, 0), MailStates::sum);
        } catch (RuntimeException e) {
            LOG.warnf("Confirmation mails are not counted: %s", StackText.of(e));
        }
    }

    private MailQueue.Counts counts(TenantId tenant) {
        Instant now = clock.instant();
        Instant begunBefore = now.minus(LONGEST_ATTEMPT);
        MailQueue.Counts counts =
                transactions.read(tenant, () -> queue.counts(tenant, begunBefore, now.minus(LATELY), now));
        if (counts.abandoned() == 0) {
            return counts;
        }
        int abandoned = transactions.write(tenant, List.of(LOCK), () -> queue.abandon(tenant, begunBefore, now));
        LOG.warnf("Nobody knows whether confirmation mails were sent: tenant=%s mails=%d", tenant, abandoned);
        return new MailQueue.Counts(counts.waiting(), 0, counts.failed() + abandoned);
    }

    private static MailQueue.Counts sum(MailQueue.Counts one, MailQueue.Counts other) {
        return new MailQueue.Counts(one.waiting() + other.waiting(), 0, one.failed() + other.failed());
    }
}
