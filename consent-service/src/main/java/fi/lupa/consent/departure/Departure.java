// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.catalogue.Leaving;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a controller leaves.
 *
 * @param orderedBy the person whose token ordered it
 * @param times when what happens
 * @param releasedAt when another person released the destruction; null: nobody has
 * @param takenBackAt when another person took it back
 * @param begunAt when the destruction began: from then on it cannot be taken back
 * @param erased how many people were erased
 */
record Departure(
        UUID id,
        String controller,
        Choice choice,
        String justification,
        String orderedBy,
        Times times,
        @Nullable Instant releasedAt,
        @Nullable Instant takenBackAt,
        @Nullable Instant begunAt,
        @Nullable Instant destroyedAt,
        long erased) {

    /** What the controller has chosen (GDPR 28(3)(g)). */
    enum Choice {
        DELETE,
        /** It takes everything along first. */
        RETURN_AND_DELETE
    }

    /** When what happens. */
    record Times(Instant noticeAt, Instant endsAt, Instant closesAt, Instant destroysAt) {}

    /** How far it is. */
    enum State {
        /** Everything is as it was. */
        OPEN,
        /** No permission is taken any more. */
        CLOSED,
        DESTROYING,
        DESTROYED,
        TAKEN_BACK
    }

    State state(Instant now) {
        if (takenBackAt != null) {
            return State.TAKEN_BACK;
        }
        if (destroyedAt != null) {
            return State.DESTROYED;
        }
        if (begunAt != null) {
            return State.DESTROYING;
        }
        return now.isBefore(times.closesAt()) ? State.OPEN : State.CLOSED;
    }

    /** Whether the destruction may begin: its time has come and a second person has released it. */
    boolean isDue(Instant now) {
        return takenBackAt == null && releasedAt != null && !now.isBefore(times.destroysAt());
    }

    Leaving leaving() {
        return new Leaving(id, times.noticeAt(), times.closesAt(), times.destroysAt(), destroyedAt);
    }

    String lock() {
        return lock(controller);
    }

    static String lock(String controller) {
        return "departure:" + controller;
    }
}
