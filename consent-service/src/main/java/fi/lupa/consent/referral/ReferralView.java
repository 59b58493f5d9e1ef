// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import com.fasterxml.jackson.annotation.JsonInclude;
import fi.lupa.consent.catalogue.ControllerContact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a referral.
 *
 * @param told how the person learns who is responsible
 * @param referredTo with {@code HERE}: who is responsible; otherwise it is not said whether anybody is
 * @param ownMarketing the processor's own controllers: a matter of its own
 * @param informPerson what to tell whoever asked, by language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReferralView(
        Instant receivedAt,
        Told told,
        @Nullable List<ReferredTo> referredTo,
        OwnMarketing ownMarketing,
        Map<String, String> informPerson,
        String revision) {

    /** Keeps copies. */
    ReferralView {
        referredTo = referredTo == null ? null : List.copyOf(referredTo);
        informPerson = Map.copyOf(informPerson);
    }

    /** How the person learns who is responsible. */
    enum Told {
        /** By this answer. */
        HERE,
        /** By a letter to the address itself, if anybody has it. */
        BY_LETTER,
        /** Once they have shown who they are. */
        WHEN_VERIFIED
    }

    /** A controller with its open request. */
    record ReferredTo(ControllerContact controller, UUID requestId, Instant dueAt) {}

    /** What the processor does for itself. */
    record OwnMarketing(List<String> controllers, boolean stopped) {

        /** Keeps a copy. */
        OwnMarketing {
            controllers = List.copyOf(controllers);
        }
    }
}
