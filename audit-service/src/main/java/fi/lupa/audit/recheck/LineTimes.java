// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads the times of lines, which all have one form, as PostgreSQL holds them: microseconds since the year 2000. Of one thread; it knows the last day it met. */
final class LineTimes {

    /** The length of {@code 2026-01-31T23:59:59.999Z}. */
    static final int LETTERS = 24;

    /** No time of a log. */
    static final long NONE = Long.MIN_VALUE;

    private static final byte[] FORM = "dddd-dd-ddTdd:dd:dd.dddZ".getBytes(StandardCharsets.US_ASCII);
    private static final int DATE = 10;
    private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int HOUR = 11;
    private static final int MINUTE = 14;
    private static final int SECOND = 17;
    private static final int MILLI = 20;
    private static final long MILLIS_OF_A_DAY = 86_400_000;
    private static final int[] MOST = {23, 59, 59};

    private byte[] day = new byte[0];
    private long millisOfDay;

    /** Returns the time that is written there, {@link #NONE} if none is. */
    long micros(byte[] bytes, int at) {
        if (!isInForm(bytes, at)) {
            return NONE;
        }
        int hour = number(bytes, at + HOUR, 2);
        int minute = number(bytes, at + MINUTE, 2);
        int second = number(bytes, at + SECOND, 2);
        if (hour > MOST[0] || minute > MOST[1] || second > MOST[2] || !knowsDay(bytes, at)) {
            return NONE;
        }
        long millis = ((hour * 60L + minute) * 60 + second) * 1000 + number(bytes, at + MILLI, 3);
        return (millisOfDay + millis) * 1000;
    }

    private static boolean isInForm(byte[] bytes, int at) {
        for (int i = 0; i < LETTERS; i++) {
            byte letter = bytes[at + i];
            if (FORM[i] == 'd' ? letter < '0' || letter > '9' : letter != FORM[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean knowsDay(byte[] bytes, int at) {
        if (!Arrays.equals(day, 0, day.length, bytes, at, at + DATE)) {
            try {
                LocalDate date = LocalDate.of(number(bytes, at, 4), number(bytes, at + 5, 2), number(bytes, at + 8, 2));
                millisOfDay = (date.toEpochDay() - EPOCH) * MILLIS_OF_A_DAY;
                day = Arrays.copyOfRange(bytes, at, at + DATE);
            } catch (DateTimeException e) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }
}
