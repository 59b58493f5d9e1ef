// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import fi.lupa.platform.problem.StackText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Looks into the mailboxes in turn; one whose server is away waits by itself, longer each time. */
@Singleton
class MailboxJob implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(MailboxJob.class);
    private static final int MOST_DOUBLINGS = 20;

    private final MailboxesConfig config;
    private final ReadMailbox reading;
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    MailboxJob(MailboxesConfig config, ReadMailbox reading, InstantSource clock) {
        this.config = config;
        this.reading = reading;
        this.clock = clock;
        started = clock.instant();
    }

    /** How a mailbox fares: since when it was last read to its end, how often in a row it failed, and when its next turn is. */
    private record Turn(Instant readAt, int failures, Instant next) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("lupa.mailbox.behind", this, MailboxJob::behind)
                .description("How long ago the mailbox that waits longest was read to its end")
                .baseUnit("seconds")
                .register(registry);
    }

    private double behind() {
        Instant now = clock.instant();
        return config.boxes().keySet().stream()
                .map(name -> Duration.between(turn(name).readAt(), now).toMillis() / 1_000.0)
                .reduce(0.0, Math::max);
    }

    private Turn turn(String name) {
        return turns.getOrDefault(name, new Turn(started, 0, started));
    }

    /** Since when which mailboxes have not been read. */
    Map<String, Instant> away() {
        Map<String, Instant> away = new TreeMap<>();
        config.boxes().keySet().stream()
                .filter(name -> turn(name).failures() > 0)
                .forEach(name -> away.put(name, turn(name).readAt()));
        return away;
    }

    int count() {
        return config.boxes().size();
    }

    @Scheduled(
            every = "{consent.mailboxes.every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, MailboxesConfig.Box> box : config.boxes().entrySet()) {
                boolean due = !clock.instant().isBefore(turn(box.getKey()).next());
                more |= due && run(box.getKey(), box.getValue());
            }
        }
    }

    /** Returns whether there is more to read now. */
    private boolean run(String name, MailboxesConfig.Box box) {
        Turn before = turn(name);
        try {
            boolean more = reading.read(name, box);
            Instant now = clock.instant();
            turns.put(name, new Turn(more ? before.readAt() : now, 0, now));
            return more;
        } catch (MessagingException | IOException e) {
            failed(name, before, e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            failed(name, before, StackText.of(e));
        }
        return false;
    }

    private void failed(String name, Turn before, String why) {
        int failures = before.failures() + 1;
        if (failures == 1) {
            LOG.warnf("A mailbox waits: mailbox=%s %s", name, why);
        }
        turns.put(name, new Turn(before.readAt(), failures, clock.instant().plus(pause(failures))));
    }

    private Duration pause(int failures) {
        Duration pause = config.every().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(config.pauseAtMost()) > 0 ? config.pauseAtMost() : pause;
    }
}
