// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * What was sent to a person, by day.
 *
 * @param known whether that is all that was sent; if not, there may have been more
 */
public record Sendings(boolean known, List<Day> days) {

    /** So many days back is counted. */
    public static final int DAYS_KEPT = 31;

    /** Nothing was sent. */
    public static final Sendings NONE = new Sendings(true, List.of());

    /** Nobody can tell. */
    public static final Sendings UNKNOWN = new Sendings(false, List.of());

    /** Copies the list. */
    public Sendings {
        days = List.copyOf(days);
    }

    /** How much one controller sent on one channel on one day of its time zone. */
    public record Day(String controller, Channel channel, LocalDate day, int sent) {}
}
