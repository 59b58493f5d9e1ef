// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.preference.decision.ClaimDigest;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.MessageClass;
import fi.lupa.preference.decision.domain.Question;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A question as it is sent. Controller, purpose and recipient are required; the rest has a meaning when it is left out. */
@Schema(name = "DecisionRequest")
public record DecisionRequest(
        @Nullable String controller,
        @Nullable String purpose,
        @Nullable Channel channel,
        @Nullable RawIdentifier recipient,
        @Nullable MessageClass messageClass,
        @Nullable Boolean containsPromotion,
        @Nullable Boolean automated,
        @Nullable Boolean usesProfiling,
        @Nullable Boolean usesSpecialCategory,
        @Nullable Boolean usesTrafficData,
        @Nullable Set<Question.Tracking> tracking,
        @Nullable String offerOwner,
        @Nullable String productGroup,
        @Nullable String topic,
        @Nullable String disclosedTo,
        @Nullable String vendor,
        @Nullable String callbackClaim,
        @Nullable String atLeast,
        @Nullable Instant at,
        @Nullable Instant knownAt,
        @Nullable String rulebook,
        @Nullable String language) {

    /** Returns a question of which nothing but this is known. */
    static DecisionRequest about(String controller, String purpose, @Nullable Channel channel) {
        return new DecisionRequest(
                controller,
                purpose,
                channel,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Returns what the contact would make use of. */
    Question.Uses uses() {
        return new Question.Uses(
                isSet(containsPromotion),
                isSet(automated),
                isSet(usesProfiling),
                isSet(usesSpecialCategory),
                isSet(usesTrafficData),
                tracking == null ? Set.of() : tracking);
    }

    private static boolean isSet(@Nullable Boolean flag) {
        return flag != null && flag;
    }

    /** Returns what the contact would be about. */
    Question.Content content() {
        return new Question.Content(
                offerOwner, productGroup, topic, disclosedTo, vendor, ClaimDigest.of(callbackClaim));
    }
}
