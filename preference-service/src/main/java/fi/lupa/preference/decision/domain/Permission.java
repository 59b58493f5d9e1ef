// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A consent that stands, with the objections its own act has lifted for exactly what it names.
 *
 * @param expiredAt when its time was found to have run out; from then on it permits nothing, whatever the purpose says later
 */
public record Permission(
        String recordId,
        String method,
        String actor,
        Instant at,
        Instant recordedAt,
        Instant effectiveAt,
        @Nullable Notice notice,
        Set<String> topics,
        Set<String> offerOwners,
        Set<String> disclosedTo,
        boolean explicit,
        Set<String> lifts,
        @Nullable Instant expiredAt) {

    private static final Set<String> SHOW_CONTROL =
            Set.of("DOUBLE_OPT_IN_LINK", "AUTHENTICATED_SELF_SERVICE", "SMS_REPLY", "SIGNED_PAPER", "RECORDED_CALL");

    /** Copies the sets. */
    public Permission {
        topics = Set.copyOf(topics);
        offerOwners = Set.copyOf(offerOwners);
        disclosedTo = Set.copyOf(disclosedTo);
        lifts = Set.copyOf(lifts);
    }

    /** Tells whether the act also showed control of the identifier, as lifting an erasure needs it. */
    boolean showsControlOf(IdentifierType identifier) {
        return SHOW_CONTROL.contains(method) || (method.equals("CMP_BANNER") && identifier == IdentifierType.DEVICE);
    }

    /** The notice version the person was shown. */
    public record Notice(String id, String version) {}
}
