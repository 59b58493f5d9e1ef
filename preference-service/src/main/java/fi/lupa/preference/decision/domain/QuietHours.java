// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours in which a channel stays silent, in the person's time zone. They begin on one of the days and end at {@code to}, on the
 * next day if that is not later than {@code from}; both at midnight means the whole day.
 */
public record QuietHours(Set<Channel> channels, Set<DayOfWeek> days, boolean onHolidays, LocalTime from, LocalTime to) {

    /** Copies the sets. */
    public QuietHours {
        channels = Set.copyOf(channels);
        days = Set.copyOf(days);
    }
}
