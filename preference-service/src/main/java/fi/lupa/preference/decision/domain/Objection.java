// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's (or with scope ORGANISATION an organisation's) objection at one controller. */
public record Objection(
        String id,
        String controller,
        Scope scope,
        @Nullable Channel channel,
        @Nullable String purpose,
        @Nullable String topic,
        Instant at,
        Instant recordedAt,
        @Nullable Instant liftedAt) {

    Objection as(Scope other) {
        return new Objection(id, controller, other, channel, purpose, topic, at, recordedAt, liftedAt);
    }

    /** What an objection is about; a scope nobody knows must be mapped to ALL. */
    public enum Scope {
        ALL_MARKETING,
        CHANNEL,
        PURPOSE,
        TOPIC,
        PROFILING,
        SURVEYS,
        ORGANISATION,
        ALL
    }
}
