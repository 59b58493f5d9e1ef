// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the controller's own profiling purposes say about a contact that rests on profiling. */
final class Profiling {

    private Profiling() {}

    /** Returns the person's no to a profiling purpose, whatever channel it was said for. */
    static Optional<Prohibition> prohibition(Inquiry inquiry) {
        for (Purpose purpose : inquiry.catalogue().purposes().values()) {
            if (isCounted(purpose)) {
                List<Prohibition> said = Consents.anyChannel(inquiry, purpose.key());
                if (!said.isEmpty()) {
                    return Optional.of(said.get(0));
                }
            }
        }
        return Optional.empty();
    }

    /** Tells whether at least one profiling purpose is defined and each of them has a basis. */
    static boolean permitted(Inquiry inquiry) {
        return purposes(inquiry).findAny().isPresent()
                && purposes(inquiry).allMatch(purpose -> hasBasis(inquiry, purpose));
    }

    private static boolean hasBasis(Inquiry inquiry, Purpose purpose) {
        Set<LegalBasis> bases = purpose.bases(null);
        boolean byInterest = bases.contains(LegalBasis.LEGITIMATE_INTEREST)
                && !bases.contains(LegalBasis.CONSENT)
                && purpose.liaRegistered();
        return byInterest || Consents.valid(inquiry.about(purpose.key(), null)).isPresent();
    }

    private static Stream<Purpose> purposes(Inquiry inquiry) {
        return inquiry.catalogue().purposes().values().stream().filter(Profiling::isCounted);
    }

    private static boolean isCounted(Purpose purpose) {
        return purpose.category() == Category.PROFILING && !purpose.retired();
    }
}
