// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.StackText;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Goes on with the orders that are not over, some steps of each in turn. Killed anywhere it goes on where it was: of the one person whose mail
 * was on its way nobody knows, and they are not told again.
 */
@ApplicationScoped
class TellPeople {

    private static final Logger LOG = Logger.getLogger(TellPeople.class);
    private static final int STEPS_IN_TURN = 200;
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final NoticeChangeRows rows;
    private final PersonRows people;
    private final FindPeople finding;
    private final TellPerson telling;
    private final Means means;

    TellPeople(
            Transactions transactions,
            NoticeChangeRows rows,
            PersonRows people,
            FindPeople finding,
            TellPerson telling,
            Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.people = people;
        this.finding = finding;
        this.telling = telling;
        this.means = means;
    }

    /** What the job needs besides. */
    @Dependent
    static class Means {

        private final Tenants tenants;
        private final ChangedTexts texts;
        private final InstantSource clock;

        Means(Tenants tenants, ChangedTexts texts, InstantSource clock) {
            this.tenants = tenants;
            this.texts = texts;
            this.clock = clock;
        }

        Instant now() {
            return Timestamps.truncate(clock.instant());
        }
    }

    /** A failure leaves the rest to the next run. */
    @Scheduled(
            every = "{consent.notice-changes.every}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            boolean more = true;
            while (more) {
                more = false;
                for (TenantId tenant : means.tenants.with(WaitingWork.NOTICE_CHANGES)) {
                    more |= runAlone(tenant);
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("Notice changes wait: %s", StackText.of(e));
        }
    }

    /** What cannot be done for one tenant waits by itself. */
    private boolean runAlone(TenantId tenant) {
        try {
            boolean more = false;
            for (NoticeChange change : transactions.read(tenant, () -> rows.open(tenant))) {
                more |= someSteps(tenant, change);
            }
            return more;
        } catch (RuntimeException e) {
            LOG.warnf("Notice changes of a tenant wait: tenant=%s %s", tenant, StackText.of(e));
            return false;
        }
    }

    /** Returns whether there is more of it to do now. */
    private boolean someSteps(TenantId tenant, NoticeChange change) {
        boolean more = true;
        for (int i = 0; more && i < STEPS_IN_TURN; i++) {
            more = step(tenant, change);
        }
        return more;
    }

    private boolean step(TenantId tenant, NoticeChange known) {
        Optional<NoticeChange> found = transactions.read(tenant, () -> rows.find(tenant, known.id()));
        if (found.isEmpty() || found.get().isOver()) {
            return false;
        }
        NoticeChange change = found.get();
        return switch (change.stage()) {
            case WAITING -> begin(tenant, change);
            case LISTING -> {
                finding.step(tenant, change);
                yield true;
            }
            default -> tell(tenant, change);
        };
    }

    private boolean begin(TenantId tenant, NoticeChange change) {
        return !means.now().isBefore(change.effectiveFrom())
                && move(tenant, change, NoticeChange.Stage.WAITING, NoticeChange.Stage.LISTING);
    }

    private boolean tell(TenantId tenant, NoticeChange change) {
        Optional<SubjectId> next = claim(tenant, change);
        if (next.isEmpty()) {
            Map<Fate, Long> counts = transactions.read(tenant, () -> people.counts(tenant, change.id()));
            boolean allTold = !counts.containsKey(Fate.WAITING) && !counts.containsKey(Fate.SENDING);
            return allTold && move(tenant, change, NoticeChange.Stage.TELLING, NoticeChange.Stage.LISTING);
        }
        ChangedTexts.Changed changed = transactions.read(tenant, () -> means.texts.of(tenant, change));
        return telling.tell(new TellPerson.Turn(tenant, change, changed, next.get())) != Fate.WAITING;
    }

    private Optional<SubjectId> claim(TenantId tenant, NoticeChange known) {
        Instant now = means.now();
        return locked(tenant, known, () -> {
            boolean goesOn = rows.find(tenant, known.id())
                    .filter(change -> change.stage() == NoticeChange.Stage.TELLING)
                    .isPresent();
            int abandoned = people.abandon(tenant, known.id(), now.minus(LONGEST_ATTEMPT), now);
            if (abandoned > 0) {
                LOG.warnf("Nobody knows whether people were told: change=%s people=%d", known.id(), abandoned);
            }
            return goesOn ? people.claim(tenant, known.id(), 1, now).stream().findFirst() : Optional.empty();
        });
    }

    private boolean move(TenantId tenant, NoticeChange known, NoticeChange.Stage from, NoticeChange.Stage to) {
        return locked(tenant, known, () -> {
            Optional<NoticeChange> change = rows.find(tenant, known.id()).filter(found -> found.stage() == from);
            change.ifPresent(found -> rows.advance(tenant, found.at(to, NoticeChange.START, 0)));
            return change.isPresent();
        });
    }

    private <T> T locked(TenantId tenant, NoticeChange change, java.util.function.Supplier<T> work) {
        return transactions.write(tenant, List.of(Transactions.lockNamed(change.lock())), work);
    }
}
