// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.capture.Items;
import fi.lupa.consent.capture.Required;
import fi.lupa.consent.inbound.StopWords;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.rights.Identity;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/referrals}: what somebody asked of a processor.
 *
 * @param controllers whom they named, as a survey does; null: they do not know, so it is for everybody who has them
 * @param receivedAt when it reached the processor: that is when it reached the controller
 * @param method how it came; a no may come in any way
 * @param kind what they ask for; null: to be left alone
 * @param stop whether contact is to end too; null: as kind and text say
 * @param text what they wrote, read for a no and kept in the vault
 * @param language of the letters; null: the one they are known to read
 * @param ownMarketingToo whether they also want no marketing of the processor's own
 */
record ReferralBody(
        @Items @Nullable List<String> controllers,
        @Required List<RawIdentifier> recipient,
        @Required Instant receivedAt,
        @Required CaptureMethod method,
        RightsRequest.@Nullable Kind kind,
        @Nullable Boolean stop,
        @Required Identity identity,
        @Nullable String text,
        @Nullable String language,
        @Nullable Boolean ownMarketingToo) {

    private static final int MOST = 20;

    /** Throws INVALID_VALUE. */
    void check() {
        if (controllers == null) {
            return;
        }
        if (controllers.isEmpty() || controllers.size() > MOST) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE, "/controllers", controllers.isEmpty() ? "EMPTY" : "TOO_LONG");
        }
        if (new HashSet<>(controllers).size() < controllers.size()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/controllers", "TWICE");
        }
    }

    /** Who asks for nothing else objects; whether that must be heeded is not theirs to show. */
    RightsRequest.Kind asks() {
        return kind == null ? RightsRequest.Kind.OBJECTION_REVIEW : kind;
    }

    /** Whatever can be read as a no is one. */
    boolean stops() {
        return kind == null
                || Boolean.TRUE.equals(stop)
                || (text != null && !StopWords.objections(text).isEmpty());
    }

    boolean stopsOwnMarketing() {
        return Boolean.TRUE.equals(ownMarketingToo);
    }

    /** Whether the answer may name who holds the data: the person has shown who they are, or has named them first. */
    boolean mayName() {
        return identity == Identity.VERIFIED || controllers != null;
    }

    @Override
    public String toString() {
        return "ReferralBody[…]";
    }
}
