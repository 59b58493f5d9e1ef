// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** At most so many messages on these channels together in so long, by whole days. */
public record Cap(Set<Channel> channels, int max, CalendarSpan per) {

    /** Copies the set. */
    public Cap {
        channels = Set.copyOf(channels);
    }

    /** Returns when what was sent on this day counts no more; on which hour it was, nobody counts, so the day itself counts whole. */
    Instant endOf(LocalDate day, ZoneId zone) {
        Instant end = per.endFrom(day.atStartOfDay(zone).toInstant(), zone);
        Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
        return end.isAfter(midnight) ? end : midnight;
    }

    /** Tells whether everything that it looks back on is counted. */
    boolean isCounted(Instant at, ZoneId zone) {
        Instant end = per.endFrom(at, zone);
        return !end.isAfter(
                at.atZone(zone).plus(Sendings.DAYS_KEPT, ChronoUnit.DAYS).toInstant());
    }
}
