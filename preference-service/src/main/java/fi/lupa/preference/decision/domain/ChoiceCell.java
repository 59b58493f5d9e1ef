// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the person chose for (controller, purpose, channel, identifier). A permission, if there is one, stands; otherwise the
 * prohibition, if there is one. A prohibition without an identifier holds for every identifier of the person.
 *
 * @param askedAt when a consent was last asked for, whatever became of it
 */
public record ChoiceCell(
        String controller,
        String purpose,
        @Nullable Channel channel,
        @Nullable Integer identifier,
        @Nullable Permission permission,
        @Nullable Prohibition prohibition,
        @Nullable Pending pending,
        @Nullable Undemonstrable undemonstrable,
        @Nullable Instant askedAt) {

    boolean isSameChoiceAs(ChoiceCell other) {
        return controller.equals(other.controller) && purpose.equals(other.purpose) && channel == other.channel;
    }
}
