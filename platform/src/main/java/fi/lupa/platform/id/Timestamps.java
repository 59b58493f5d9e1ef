// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one text form of an instant: RFC 3339, UTC, exactly three decimals. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern RFC_3339 = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Timestamps() {}

    /** Returns the text of the instant's whole milliseconds. */
    public static String format(Instant instant) {
        boolean usual = !instant.isBefore(FIRST) && !instant.isAfter(LAST);
        return usual ? CanonicalTime.format(instant) : FORMAT.format(instant);
    }

    /** Returns the instant without what is smaller than a millisecond. */
    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads RFC 3339 with any offset and cuts to milliseconds; throws DateTimeException, without the text, otherwise. */
    public static Instant parse(String text) {
        Instant usual = CanonicalTime.parseOrNull(text);
        return usual == null ? parseAny(text) : usual;
    }

    private static Instant parseAny(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            throw new DateTimeException("not an RFC 3339 time");
        }
        Instant instant = truncate(read(text.toUpperCase(Locale.ROOT)));
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new DateTimeException("outside the years 1 to 9999");
        }
        return instant;
    }

    private static Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new DateTimeException("no such time", null);
        }
    }
}
