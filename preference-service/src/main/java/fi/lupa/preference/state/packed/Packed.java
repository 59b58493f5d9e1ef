// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How ids, words and times are told apart. Only the same build reads what it has packed, so none of it is for ever. */
final class Packed {

    static final int NULL = 0;
    static final int WRITTEN_OUT = 1;

    /** From here on, words are those of the vocabulary. */
    static final int FIRST_WORD = 2;

    static final int ID = 2;
    static final int MILLIS = 1;
    static final int NANOS = 2;

    /** The first time is counted from here: 2024-01-01. */
    static final long FIRST_MILLIS = 1_704_067_200_000L;

    private static final int ID_LENGTH = 36;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / 2_000;

    private Packed() {}

    /** Returns the id whose text this is to the letter; null for any other text. */
    static @Nullable UUID idOf(String text) {
        if (text.length() != ID_LENGTH) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static boolean isInMillis(Instant time) {
        return time.getNano() % NANOS_PER_MILLI == 0 && Math.abs(time.getEpochSecond()) < LAST_SECOND;
    }
}
