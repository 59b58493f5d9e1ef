// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Looks at all evidence of a tenant, a part at a time: notes what nothing rests on any more and when it is destroyed, and then has the retention role
 * destroy what is past its date.
 */
@ApplicationScoped
class DestroyEvidence {

    private static final byte[] LOCK = Transactions.lockNamed("job:retention");
    private static final UUID FIRST = new UUID(0, 0);
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final EvidenceRows rows;
    private final RetentionPolicies policies;

    DestroyEvidence(Transactions transactions, EvidenceRows rows, RetentionPolicies policies) {
        this.transactions = transactions;
        this.rows = rows;
        this.policies = policies;
    }

    /** Destroys what is past its date now, and returns what it found by controller. */
    Map<String, RetentionReport> run(TenantId tenant, Instant now) {
        Run run = new Run(tenant, now, now, false);
        run.all();
        int gone;
        do {
            gone = rows.destroy(tenant, now, AT_ONCE);
        } while (gone == AT_ONCE);
        return run.reports;
    }

    /** Returns what would be past its date then if nothing changed, and changes nothing itself. */
    Map<String, RetentionReport> dryRun(TenantId tenant, Instant now, Instant then) {
        Run run = new Run(tenant, now, then, true);
        run.all();
        return run.reports;
    }

    private final class Run {

        private final TenantId tenant;
        private final Instant now;
        private final Instant asOf;
        private final boolean dryRun;
        private final Map<String, Optional<RetentionPolicy>> known = new HashMap<>();
        private final Map<String, RetentionReport> reports = new TreeMap<>();

        Run(TenantId tenant, Instant now, Instant asOf, boolean dryRun) {
            this.tenant = tenant;
            this.now = now;
            this.asOf = asOf;
            this.dryRun = dryRun;
        }

        void all() {
            UUID after = FIRST;
            List<Evidence> part;
            do {
                part = next(after);
                after = part.isEmpty() ? after : part.get(part.size() - 1).event();
            } while (part.size() == AT_ONCE);
        }

        /** Judges a part, and stores the judgement in the same transaction. */
        private List<Evidence> next(UUID after) {
            List<Evidence> judged = dryRun
                    ? transactions.read(tenant, () -> judged(after, false))
                    : transactions.write(tenant, List.of(LOCK), () -> judged(after, true));
            judged.forEach(one -> reports.merge(
                    one.controller(),
                    RetentionReport.none(one.controller(), asOf, dryRun).with(one),
                    (sum, ignored) -> sum.with(one)));
            return judged;
        }

        private List<Evidence> judged(UUID after, boolean store) {
            List<Evidence> part = rows.next(tenant, after, AT_ONCE);
            List<Evidence> judged = part.stream()
                    .map(one -> one.judged(policy(one.controller()), now))
                    .toList();
            List<Evidence> changed =
                    judged.stream().filter(one -> !part.contains(one)).toList();
            if (store && !changed.isEmpty()) {
                rows.mark(tenant, changed);
            }
            return judged;
        }

        private Optional<RetentionPolicy> policy(String controller) {
            return Objects.requireNonNull(
                    known.computeIfAbsent(controller, key -> policies.current(tenant, key, RetentionKind.EVIDENCE)));
        }
    }
}
