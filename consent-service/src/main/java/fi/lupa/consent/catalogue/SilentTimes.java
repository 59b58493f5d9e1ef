// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The written form of quiet hours: days as {@code MON-FRI} or {@code SUN,HOLIDAY}, times as {@code 21:00}, or the whole day. */
public final class SilentTimes {

    private static final Pattern DAYS =
            Pattern.compile("(MON|TUE|WED|THU|FRI|SAT|SUN|HOLIDAY)([-,](MON|TUE|WED|THU|FRI|SAT|SUN|HOLIDAY))*");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    private SilentTimes() {}

    /** Returns whether these are days. */
    public static boolean areDays(String days) {
        return DAYS.matcher(days).matches();
    }

    /** Returns whether from and to are times, or there are none because the whole day is meant. */
    public static boolean areTimes(@Nullable String from, @Nullable String to, boolean allDay) {
        return allDay ? from == null && to == null : isTime(from) && isTime(to);
    }

    private static boolean isTime(@Nullable String text) {
        return text != null && TIME.matcher(text).matches();
    }
}
