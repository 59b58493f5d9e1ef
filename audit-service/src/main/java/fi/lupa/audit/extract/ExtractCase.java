// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An extract and everything that has become of it so far. */
record ExtractCase(
        Extract extract,
        @Nullable Release release,
        Preparation preparation,
        @Nullable Outcome outcome) {

    /** An extract is in exactly one of these. */
    enum State {
        AWAITING_RELEASE,
        PREPARING,
        READY,
        FAILED,
        EXPIRED;

        /** Returns the key of the state's words on a page. */
        public String key() {
            return "state." + name();
        }
    }

    State state(Instant now, Duration availableFor) {
        if (release == null) {
            return State.AWAITING_RELEASE;
        }
        if (outcome == null) {
            return State.PREPARING;
        }
        if (outcome.failure() != null) {
            return State.FAILED;
        }
        return release.officer().at().plus(availableFor).isBefore(now) ? State.EXPIRED : State.READY;
    }
}
