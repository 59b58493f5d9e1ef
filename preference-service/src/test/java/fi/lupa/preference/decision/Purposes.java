// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.LegalBasis;
import fi.lupa.preference.decision.domain.Purpose;
import java.util.Map;
import java.util.Set;

/** Purposes as their controller would register them anew. */
final class Purposes {

    private Purposes() {}

    static Purpose assessed(Purpose old, Map<String, Set<LegalBasis>> basis) {
        return new Purpose(
                old.key(),
                old.category(),
                old.channels(),
                basis,
                true,
                old.legalDuty(),
                old.validity(),
                old.minimumAge(),
                old.childDirected(),
                old.topics(),
                old.ownOffersOnly(),
                old.refusalInEveryMessage(),
                old.flags(),
                old.retired());
    }
}
