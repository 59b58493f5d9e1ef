// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.suppression.Entry;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.StackText;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Follows the journal of each tenant that has a succession: what is said to a controller that is no more, by a link in an old mail, holds at
 * its successor too. Killed anywhere it goes on where it was; two at once carry nothing twice.
 */
@ApplicationScoped
class FollowSuccessions {

    private static final Logger LOG = Logger.getLogger(FollowSuccessions.class);
    private static final int MOST_ENTRIES = 200;

    private final Transactions transactions;
    private final SuccessionRows rows;
    private final Sayings sayings;
    private final CarryProhibitions prohibitions;
    private final Suppressions suppressions;
    private final InstantSource clock;

    FollowSuccessions(
            Transactions transactions,
            SuccessionRows rows,
            Sayings sayings,
            CarryProhibitions prohibitions,
            Suppressions suppressions,
            InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.sayings = sayings;
        this.prohibitions = prohibitions;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** A failure leaves the rest to the next run. */
    @Scheduled(
            every = "{consent.succession.every}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            rows.tenants().forEach(this::runAlone);
        } catch (RuntimeException e) {
            LOG.warnf("Successions wait: %s", StackText.of(e));
        }
    }

    /** What cannot be done for one tenant waits by itself. */
    private void runAlone(TenantId tenant) {
        try {
            transactions.read(tenant, () -> rows.all(tenant)).forEach(succession -> follow(tenant, succession));
        } catch (RuntimeException e) {
            LOG.warnf("Successions of a tenant wait: tenant=%s %s", tenant, StackText.of(e));
        }
    }

    private void follow(TenantId tenant, Succession succession) {
        String ownList = ListName.own(succession.controller()).value();
        Succession.Place place = succession.place();
        boolean more = true;
        while (more) {
            Succession.Place from = place;
            Sayings.Batch batch = transactions.read(tenant, () -> sayings.after(tenant, from, ownList));
            batch.subjects().forEach(subject -> carry(tenant, succession, subject));
            if (batch.listed()) {
                list(tenant, succession);
            }
            place = batch.last();
            more = batch.more();
            if (!place.equals(from) || succession.completeAt() == null) {
                advance(tenant, succession, place, more);
            }
        }
    }

    private void carry(TenantId tenant, Succession succession, SubjectId subject) {
        CaptureScope scope = CaptureScope.ofSubjects(tenant, Set.of(subject));
        int carried = transactions.capture(scope, context -> prohibitions.carry(context, succession, subject));
        if (carried > 0) {
            LOG.infof(
                    "Carried to the successor: succession=%s subject=%s prohibitions=%d",
                    succession.id(), subject, carried);
        }
    }

    private void list(TenantId tenant, Succession succession) {
        ListName from = ListName.own(succession.controller());
        ListName into = ListName.own(succession.successor());
        List<byte[]> lock = List.of(Transactions.lockNamed("succession:" + succession.id()));
        int found;
        do {
            found = transactions.write(tenant, lock, () -> {
                List<Entry> missing = suppressions.missing(tenant, from, into, MOST_ENTRIES);
                suppressions.add(tenant, into, missing, Timestamps.truncate(clock.instant()));
                return missing.size();
            });
        } while (found == MOST_ENTRIES);
    }

    private void advance(TenantId tenant, Succession succession, Succession.Place place, boolean more) {
        List<byte[]> lock = List.of(Transactions.lockNamed("succession:" + succession.id()));
        Instant complete = more ? null : Timestamps.truncate(clock.instant());
        transactions.write(tenant, lock, () -> {
            rows.advance(tenant, succession.id(), place, complete);
            return succession;
        });
    }
}
