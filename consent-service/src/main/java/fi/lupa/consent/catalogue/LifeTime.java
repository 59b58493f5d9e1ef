// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/**
 * How long something lasts: an ISO 8601 duration of at least one second, {@code P24M}, {@code P1DT12H} or {@code PT60S}.
 *
 * @param text as it was given
 */
public record LifeTime(@JsonValue String text) {

    private static final Pattern FORM = Pattern.compile("P(\\d{1,6}[YMWD])*(T(\\d{1,9}[HMS])+)?");
    private static final Instant SOME_DAY = Instant.parse("2026-03-01T00:00:00Z");

    /** Throws IllegalArgumentException unless the text is such a duration. */
    @JsonCreator
    public LifeTime {
        if (!FORM.matcher(text).matches() || isTooShort(text)) {
            throw new IllegalArgumentException("not an ISO 8601 duration of at least PT1S");
        }
    }

    /** The instant at which what began then has ended; days, months and years are those of UTC. */
    public Instant after(Instant start) {
        return after(text, start);
    }

    /** The instant at which what began then has ended, by the calendar of this zone: 29 February and 24 months is 28 February. */
    public Instant after(Instant start, ZoneId zone) {
        return end(text, start.atZone(zone)).toInstant();
    }

    /** Tells whether it lasts so many days or fewer, whenever it begins: a month may have 31. */
    public boolean isAtMostDays(int days) {
        Instant longMonth = Instant.parse("2026-01-01T00:00:00Z");
        return !after(longMonth).isAfter(longMonth.plus(Duration.ofDays(days)));
    }

    private static boolean isTooShort(String text) {
        try {
            return after(text, SOME_DAY).isBefore(SOME_DAY.plusSeconds(1));
        } catch (DateTimeException | ArithmeticException e) {
            return true;
        }
    }

    private static Instant after(String text, Instant start) {
        return end(text, start.atZone(ZoneOffset.UTC)).toInstant();
    }

    private static ZonedDateTime end(String text, ZonedDateTime start) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        Period period = "P".equals(days) ? Period.ZERO : Period.parse(days);
        Duration rest = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
        return start.plus(period).plus(rest);
    }

    @Override
    public String toString() {
        return text;
    }
}
