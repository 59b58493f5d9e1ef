// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import fi.lupa.preference.state.domain.Position;
import java.time.Instant;

/**
 * How far a tool has come.
 *
 * @param base what of the catalogue, registers and organisations its list rests on; when that is replaced, the list is told anew
 * @param begunAt when it began at the start
 */
record Cursor(Place place, Position base, Instant begunAt) {

    /** The last thing that was told: where it was written and what it is. */
    record Place(Position position, String id) {

        static final Place START = new Place(new Position(0, 0), "");
    }

    static Cursor start(Position base, Instant now) {
        return new Cursor(Place.START, base, now);
    }

    Cursor at(Place next) {
        return new Cursor(next, base, begunAt);
    }

    boolean isAtStart() {
        return place.equals(Place.START);
    }
}
