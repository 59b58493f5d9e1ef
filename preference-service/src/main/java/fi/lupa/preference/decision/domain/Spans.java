// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Half-open intervals: from is inside, until is not; a missing bound is no bound. */
final class Spans {

    private Spans() {}

    static boolean contains(@Nullable Instant from, @Nullable Instant until, Instant moment) {
        return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
    }
}
