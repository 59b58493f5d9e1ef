// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/** Public holidays in Finland, with Midsummer Eve and Christmas Eve, on which nobody sells by phone. */
final class FinnishHolidays {

    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(1, 6),
            MonthDay.of(5, 1),
            MonthDay.of(12, 6),
            MonthDay.of(12, 24),
            MonthDay.of(12, 25),
            MonthDay.of(12, 26));

    private FinnishHolidays() {}

    static boolean isHoliday(LocalDate day) {
        return FIXED.contains(MonthDay.from(day))
                || aroundEaster(day).contains(day)
                || around(day, DayOfWeek.FRIDAY, 6, 19)
                || around(day, DayOfWeek.SATURDAY, 6, 20)
                || around(day, DayOfWeek.SATURDAY, 10, 31);
    }

    /** Tells whether the day is the first of its weekday on or after the given date of its year. */
    private static boolean around(LocalDate day, DayOfWeek weekday, int month, int earliest) {
        return LocalDate.of(day.getYear(), month, earliest)
                .with(TemporalAdjusters.nextOrSame(weekday))
                .equals(day);
    }

    private static Set<LocalDate> aroundEaster(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        return Set.of(easter.minusDays(2), easter, easter.plusDays(1), easter.plusDays(39), easter.plusDays(49));
    }

    /** Computes Easter Sunday by the anonymous Gregorian algorithm. */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int yearOfCentury = year % 100;
        int correction = (8 * century + 13) / 25;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int monthAndDay = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }
}
