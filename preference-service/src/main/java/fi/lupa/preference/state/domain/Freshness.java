// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether state that is complete up to a moment may still answer; when in doubt it may not. */
public final class Freshness {

    /** How far the clocks of two machines may be apart (M2). */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMillis(500);

    private Freshness() {}

    /** Tells whether the state is too old, or of unknown age, under the limit. */
    public static boolean isStale(Optional<Instant> asOf, Instant now, Duration limit) {
        return asOf.map(complete -> Duration.between(complete, now).plus(CLOCK_TOLERANCE))
                .map(age -> age.compareTo(limit) > 0)
                .orElse(true);
    }
}
