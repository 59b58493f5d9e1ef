// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import java.time.Instant;

/**
 * What a run found of a controller's evidence.
 *
 * @param at as of when it was judged
 * @param dryRun whether nothing was changed
 * @param inUse pieces on which something rests
 * @param withoutPolicy unused pieces that are kept because the controller has no policy for them
 * @param kept unused pieces whose time is not over
 * @param due pieces whose time is over; destroyed, unless it was a dry run
 */
record RetentionReport(
        String controller, Instant at, boolean dryRun, long inUse, long withoutPolicy, long kept, long due) {

    static RetentionReport none(String controller, Instant at, boolean dryRun) {
        return new RetentionReport(controller, at, dryRun, 0, 0, 0, 0);
    }

    RetentionReport with(Evidence judged) {
        boolean used = judged.use() == Evidence.Use.IN_USE;
        boolean undated = !used && judged.destroyAt() == null;
        boolean over = judged.dueAt(at);
        return new RetentionReport(
                controller,
                at,
                dryRun,
                inUse + (used ? 1 : 0),
                withoutPolicy + (undated ? 1 : 0),
                kept + (!used && !undated && !over ? 1 : 0),
                due + (over ? 1 : 0));
    }
}
