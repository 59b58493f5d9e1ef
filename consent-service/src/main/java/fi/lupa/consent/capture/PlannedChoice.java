// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.IdentifierType;
import org.jspecify.annotations.Nullable;

/** One choice for one channel of a known purpose, or for a purpose without channels. */
record PlannedChoice(Purpose purpose, @Nullable Channel channel, ChoiceRequest request) {

    Choice choice() {
        return request.choice();
    }

    boolean prohibits() {
        return choice().prohibits();
    }

    ChoiceKey key() {
        return new ChoiceKey(purpose.controller(), purpose.key(), channel);
    }

    /** Whether the choice can be held for an identifier of this type. */
    boolean reachedBy(IdentifierType type) {
        return channel == null || channel.reachedBy(type);
    }
}
