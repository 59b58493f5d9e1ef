// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A succession as the officer sees it.
 *
 * @param carried how many prohibitions and restrictions were carried over so far
 * @param completeAt when everything that had been said before was first carried over; null: not yet, so the successor must not contact anybody
 */
record SuccessionView(
        UUID id,
        String controller,
        String successor,
        Instant recordedAt,
        long carried,
        @Nullable Instant completeAt) {

    static SuccessionView of(Succession succession, long carried) {
        return new SuccessionView(
                succession.id(),
                succession.controller(),
                succession.successor(),
                succession.recordedAt(),
                carried,
                succession.completeAt());
    }
}
