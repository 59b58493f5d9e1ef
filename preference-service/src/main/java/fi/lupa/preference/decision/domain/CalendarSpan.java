// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/** An ISO 8601 life time that runs by the calendar: 29 February plus 24 months is 28 February, at the same clock time. */
public record CalendarSpan(Period period, Duration duration) {

    /** Reads an ISO 8601 duration such as P24M, PT1S or P1DT12H. */
    public static CalendarSpan parse(String iso) {
        int time = iso.indexOf('T');
        if (time < 0) {
            return new CalendarSpan(Period.parse(iso), Duration.ZERO);
        }
        Period period = time == 1 ? Period.ZERO : Period.parse(iso.substring(0, time));
        return new CalendarSpan(period, Duration.parse("P" + iso.substring(time)));
    }

    /** Returns the first moment after the span that begins at {@code start}. */
    public Instant endFrom(Instant start, ZoneId zone) {
        return start.atZone(zone).plus(period).plus(duration).toInstant();
    }
}
