// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.AD_AUDIENCE;
import static fi.lupa.preference.decision.domain.Channel.WEB_STORAGE;

import java.util.List;

/** What may be stored on or read from a device (SVPL 205 §), as far as the rows about consent do not say it already. */
final class DeviceStorage {

    private static final String TC_STRING_INVALID = "TC_STRING_INVALID";

    static final List<Rule> RULES = List.of(
            Rule.allows("3.5a", ReasonCode.STRICTLY_NECESSARY, LegalBasis.STRICTLY_NECESSARY)
                    .whateverThePreferences()
                    .citing("SVPL 205 §")
                    .stating("Storage that is strictly necessary for what the person asked for, and for nothing else.")
                    .when(DeviceStorage::isStrictlyNecessary),
            Rule.denies("3.5b", ReasonCode.TC_STRING_INVALID)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("IAB TCF 2.3", "GDPR 7(1)")
                    .stating("The only yes came with a TC string that proves nothing.")
                    .when(inquiry -> inquiry.onAny(WEB_STORAGE, AD_AUDIENCE) && restsOnInvalidString(inquiry)));

    private DeviceStorage() {}

    /** Nobody need be known for it: on a first visit nobody is. */
    private static boolean isStrictlyNecessary(Inquiry inquiry) {
        return inquiry.isFor(Category.COOKIE)
                && inquiry.onAny(WEB_STORAGE)
                && WEB_STORAGE.reaches(inquiry.question().identifierType())
                && inquiry.purpose().has(Purpose.Flag.STRICTLY_NECESSARY)
                && !inquiry.needsConsentAnyway()
                && !inquiry.profiles()
                && inquiry.question().content().vendor() == null
                && !inquiry.question().uses().containsPromotion();
    }

    private static boolean restsOnInvalidString(Inquiry inquiry) {
        return Consents.valid(inquiry).isEmpty()
                && Among.any(
                        Consents.ownCells(inquiry),
                        cell -> cell.undemonstrable() != null
                                && TC_STRING_INVALID.equals(
                                        cell.undemonstrable().defect()));
    }
}
