// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Optional;

/** Gate G: other companies. */
final class Sharing {

    static final List<Rule> RULES = List.of(
            Rule.denies("29", ReasonCode.DISCLOSURE_CONSENT_MISSING)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 4(11), 6(1)(a), 13(1)(e)")
                    .stating(
                            "A disclosure without a consent that names the recipient, or to who is no partner at that time.")
                    .finding(Sharing::disclosesWithoutConsent),
            Rule.notes("30", ReasonCode.CONTROLLER_NOT_NAMED)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR rec. 42, 26", "EDPB 05/2020 3.3.1")
                    .stating(
                            "The only consent for purpose and channel was given under a notice that does not name the controller.")
                    .when(Sharing::isNotNamed),
            Rule.denies("31", ReasonCode.THIRD_PARTY_OFFER_NOT_COVERED)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 4(11)", "SVPL 200 § 3 mom.")
                    .stating(
                            "The offer is another company's and the consent does not name that company, or it is no partner at that time.")
                    .finding(Sharing::offersWithoutConsent),
            Rule.notes("32", ReasonCode.JOINT_CONTROLLERS)
                    .citing("GDPR 26")
                    .stating("An arrangement of joint controllers covers the purpose.")
                    .when(Inquiry::jointlyControlled));

    private Sharing() {}

    /** A disclosure to nobody in particular is one that no consent can name. */
    private static Finding disclosesWithoutConsent(Inquiry inquiry) {
        String recipient = inquiry.question().content().disclosedTo();
        if (recipient == null) {
            return Finding.of(inquiry.isFor(Category.DISCLOSURE)).remediedBy(Remedy.NONE);
        }
        if (inquiry.catalogue().isFormerPartner(recipient, inquiry.at())) {
            return Finding.YES.remediedBy(Remedy.NONE);
        }
        return Finding.of(consent(inquiry)
                .filter(permission -> permission.disclosedTo().contains(recipient))
                .isEmpty());
    }

    private static Finding offersWithoutConsent(Inquiry inquiry) {
        String owner = inquiry.question().content().offerOwner();
        boolean former = owner != null && inquiry.catalogue().isFormerPartner(owner, inquiry.at());
        return Finding.of(inquiry.offersForOthers() && (former || !coversOffersOf(inquiry)))
                .remediedBy(former ? Remedy.NONE : Remedy.ASK_CONSENT);
    }

    private static boolean coversOffersOf(Inquiry inquiry) {
        return consent(inquiry)
                .filter(permission -> permission
                        .offerOwners()
                        .contains(inquiry.question().content().offerOwner()))
                .isPresent();
    }

    private static Optional<Permission> consent(Inquiry inquiry) {
        return Consents.held(inquiry).map(Consents.Held::permission);
    }

    private static boolean isNotNamed(Inquiry inquiry) {
        return Consents.held(inquiry).isEmpty()
                && Among.any(Consents.given(inquiry), permission -> Consents.shown(inquiry, permission)
                        .isPresent());
    }
}
