// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A company that data may be disclosed to or whose offers may be carried, as long as it is a partner. */
public record Partner(@Nullable Instant from, @Nullable Instant until) {

    /** Stands for a partner of whom nobody can tell whether it still is one. */
    public static final Partner IN_DOUBT = new Partner(Instant.MAX, Instant.MIN);

    boolean isOneAt(Instant moment) {
        return Spans.contains(from, until, moment);
    }
}
