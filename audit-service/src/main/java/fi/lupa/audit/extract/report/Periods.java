// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many entries there were in each day; shown by day, month or year, whichever gives the fewest that still tell. */
final class Periods {

    private static final int MOST_DAYS = 31;
    private static final int MOST_MONTHS = 36;
    private static final int MONTH = 7;
    private static final int YEAR = 4;

    private final SortedMap<LocalDate, Long> days = new TreeMap<>();

    void count(LocalDate day) {
        days.merge(day, 1L, Long::sum);
    }

    /** Returns each period from the first to the last with its number, those without entries too. */
    SortedMap<String, Long> shown() {
        SortedMap<String, Long> shown = new TreeMap<>();
        if (days.isEmpty()) {
            return shown;
        }
        int letters = letters(days.firstKey(), days.lastKey());
        for (LocalDate day = days.firstKey(); !day.isAfter(days.lastKey()); day = day.plusDays(1)) {
            shown.merge(day.toString().substring(0, letters), days.getOrDefault(day, 0L), Long::sum);
        }
        return shown;
    }

    /** How much of a date names the period. */
    private static int letters(LocalDate first, LocalDate last) {
        if (ChronoUnit.DAYS.between(first, last) < MOST_DAYS) {
            return first.toString().length();
        }
        return ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last) < MOST_MONTHS ? MONTH : YEAR;
    }
}
