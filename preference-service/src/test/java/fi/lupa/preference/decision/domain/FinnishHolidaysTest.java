// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calendars of the University of Helsinki's almanac for these years. */
class FinnishHolidaysTest {

    @Test
    void areTheseDaysOf2026AndNoOther() {
        assertHolidays(
                2026, "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-19", "06-20", "10-31",
                "12-06", "12-24", "12-25", "12-26");
    }

    @Test
    void areTheseDaysOf2027AndNoOther() {
        assertHolidays(
                2027, "01-01", "01-06", "03-26", "03-28", "03-29", "05-01", "05-06", "05-16", "06-25", "06-26", "11-06",
                "12-06", "12-24", "12-25", "12-26");
    }

    @Test
    void followEaster_inAnyCentury() {
        assertThat(Stream.of(
                        "1818-03-22",
                        "1900-04-15",
                        "1943-04-25",
                        "1981-04-19",
                        "1999-04-04",
                        "2000-04-23",
                        "2008-03-23",
                        "2011-04-24",
                        "2024-03-31",
                        "2025-04-20",
                        "2038-04-25",
                        "2049-04-18",
                        "2076-04-19",
                        "2100-03-28"))
                .map(LocalDate::parse)
                .allSatisfy(sunday -> {
                    assertThat(FinnishHolidays.isHoliday(sunday)).isTrue();
                    assertThat(FinnishHolidays.isHoliday(sunday.minusDays(2))).isTrue();
                    assertThat(FinnishHolidays.isHoliday(sunday.plusDays(1))).isTrue();
                    assertThat(FinnishHolidays.isHoliday(sunday.minusDays(1))).isFalse();
                    assertThat(FinnishHolidays.isHoliday(sunday.minusDays(7))).isFalse();
                    assertThat(FinnishHolidays.isHoliday(sunday.plusDays(2))).isFalse();
                });
    }

    private static void assertHolidays(int year, String... days) {
        List<LocalDate> expected =
                Stream.of(days).map(day -> LocalDate.parse(year + "-" + day)).toList();
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(FinnishHolidays::isHoliday)
                        .toList())
                .isEqualTo(expected);
    }
}
