// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.QuietHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads quiet hours: {@code days} is a list such as {@code MON-FRI} or {@code SUN,HOLIDAY}. */
final class QuietHoursReader {

    private static final String HOLIDAY = "HOLIDAY";
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private QuietHoursReader() {}

    static QuietHours read(Members hours) {
        List<String> words = List.of(
                hours.optionalText("days").orElse("MON-SUN").replace(" ", "").split(",", -1));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        words.stream().filter(word -> !word.equals(HOLIDAY)).forEach(word -> days.addAll(range(word)));
        boolean allDay = hours.flag("allDay", false);
        return new QuietHours(
                Words.allKnown(Channel.class, hours.texts("channels")),
                days,
                words.contains(HOLIDAY),
                allDay ? LocalTime.MIDNIGHT : Members.parsed(hours.text("from"), LocalTime::parse),
                allDay ? LocalTime.MIDNIGHT : Members.parsed(hours.text("to"), LocalTime::parse));
    }

    /** Reads one day or two with a dash between them; the range may run over the end of the week. */
    private static List<DayOfWeek> range(String word) {
        String[] ends = word.split("-", -1);
        int first = DAYS.indexOf(ends[0]);
        int last = DAYS.indexOf(ends[ends.length - 1]);
        if (first < 0 || last < 0 || ends.length > 2) {
            throw Members.broken();
        }
        int length = Math.floorMod(last - first, DAYS.size()) + 1;
        return Stream.iterate(DayOfWeek.of(first + 1), day -> day.plus(1))
                .limit(length)
                .toList();
    }
}
