// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.consent.permission.domain.Because;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.RecordState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record in an answer; {@code scope} and {@code topic} are there for objections only. */
record RecordView(
        UUID id,
        @Nullable String purpose,
        @Nullable Channel channel,
        RecordState state,
        boolean effective,
        @Nullable Because because,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectionScope scope,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String topic) {

    static RecordView of(UUID id, PlannedChoice choice, Effect effect) {
        return new RecordView(
                id,
                choice.purpose().key(),
                choice.channel(),
                effect.state(),
                effect.effective(),
                effect.because(),
                null,
                null);
    }

    /** Whether it tells the client nothing that the other one does not. */
    boolean sameAs(RecordView other) {
        return new RecordView(other.id, purpose, channel, state, effective, because, scope, topic).equals(other);
    }
}
