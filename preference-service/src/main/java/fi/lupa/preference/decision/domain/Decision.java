// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer and what decided it. {@code row} names the row of the decision table and thereby the explanation;
 * {@code remedy} is null unless denied; {@code source} is what STATE_CONTACT_SOURCE has to say.
 */
public record Decision(
        Outcome outcome,
        ReasonCode reason,
        String row,
        @Nullable LegalBasis basis,
        List<String> rules,
        @Nullable Remedy remedy,
        Set<Obligation> obligations,
        @Nullable Evidence evidence,
        Contact.@Nullable Source source,
        @Nullable Instant notBefore,
        @Nullable Instant validUntil,
        boolean hypothetical,
        @Nullable Integer stateRevision,
        String rulebook) {

    /** Copies the list; the set is expected to keep its order. */
    public Decision {
        rules = List.copyOf(rules);
    }

    /** Returns whether the contact may be made. */
    public boolean allows() {
        return outcome == Outcome.ALLOW;
    }
}
