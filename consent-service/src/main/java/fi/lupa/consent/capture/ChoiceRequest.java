// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One choice of a consent body. */
public record ChoiceRequest(
        @Required String purpose,
        @Items @Nullable List<Channel> channels,
        @Required Choice choice,
        @Items List<String> topics,
        @Items List<String> offerOwners,
        @Items List<String> disclosedTo,
        Boolean explicit,
        @Nullable Instant doNotAskBefore) {

    /** Reads what is left out. */
    public ChoiceRequest {
        topics = Absent.list(topics);
        offerOwners = Absent.list(offerOwners);
        disclosedTo = Absent.list(disclosedTo);
        explicit = Absent.or(explicit, false);
    }

    /** Whether it says yes. */
    public boolean isYes() {
        return choice == Choice.GIVEN;
    }

    Terms terms() {
        return new Terms(topics, offerOwners, disclosedTo, explicit);
    }
}
