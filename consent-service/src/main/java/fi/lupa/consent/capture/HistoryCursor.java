// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The opaque cursor of a history: the place of the last fact that was shown. */
final class HistoryCursor {

    private static final int LENGTH = 2 * Integer.BYTES;

    private HistoryCursor() {}

    static String write(HistoryRows.Row row) {
        byte[] place = ByteBuffer.allocate(LENGTH)
                .putInt(row.epoch())
                .putInt(row.revision())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    /** Returns the place of a cursor, the beginning for none; throws INVALID_VALUE for anything else. */
    static HistoryRows.Row read(@Nullable String cursor) {
        if (cursor == null) {
            return new HistoryRows.Row(0, 0, "");
        }
        try {
            byte[] place = Base64.getUrlDecoder().decode(cursor);
            if (place.length == LENGTH) {
                ByteBuffer numbers = ByteBuffer.wrap(place);
                return new HistoryRows.Row(numbers.getInt(), numbers.getInt(), "");
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the refusal.
        }
        throw ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "NOT_A_CURSOR");
    }
}
