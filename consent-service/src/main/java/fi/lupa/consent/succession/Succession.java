// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One controller has taken another's place.
 *
 * @param place how far the journal has been followed
 * @param completeAt when everything that had been said before it was recorded was first carried over; null: not yet
 */
record Succession(
        UUID id,
        String controller,
        String successor,
        Instant recordedAt,
        Place place,
        @Nullable Instant completeAt) {

    /** A place in the journal of a tenant. */
    record Place(int epoch, long xid, long position) {

        static final Place START = new Place(0, 0, 0);
    }
}
