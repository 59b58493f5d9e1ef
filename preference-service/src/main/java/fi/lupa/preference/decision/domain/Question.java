// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** May this controller reach the identifier the state was found by, for this purpose, in this way? */
public record Question(
        String controller,
        String purpose,
        @Nullable Channel channel,
        IdentifierType identifierType,
        @Nullable MessageClass messageClass,
        Uses uses,
        Content content,
        When when) {

    /** Returns the channel the rules judge: a human call that is automated is an automated call. */
    public @Nullable Channel judgedChannel() {
        return channel == Channel.VOICE_HUMAN && uses.automated() ? Channel.VOICE_AUTOMATED : channel;
    }

    /** What the contact makes use of. */
    public record Uses(
            boolean containsPromotion,
            boolean automated,
            boolean usesProfiling,
            boolean usesSpecialCategory,
            boolean usesTrafficData,
            Set<Tracking> tracking) {

        /** Makes use of nothing. */
        public static final Uses NOTHING = new Uses(false, false, false, false, false, Set.of());

        /** Copies the set. */
        public Uses {
            tracking = Set.copyOf(tracking);
        }
    }

    /**
     * What the contact is about.
     *
     * @param claimDigest SHA-256 in hex of the claim to a callback that the caller holds
     */
    public record Content(
            @Nullable String offerOwner,
            @Nullable String productGroup,
            @Nullable String topic,
            @Nullable String disclosedTo,
            @Nullable String vendor,
            @Nullable String claimDigest) {

        /** Names nothing in particular. */
        public static final Content UNNAMED = new Content(null, null, null, null, null, null);
    }

    /** The two times: when the contact would be, and as of when facts are known; null means now. */
    public record When(@Nullable Instant at, @Nullable Instant knownAt) {

        /** Now, with all that is known now. */
        public static final When NOW = new When(null, null);
    }

    /** What an e-mail would record about its reader. */
    public enum Tracking {
        OPEN,
        CLICK
    }
}
