// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.VOICE_AUTOMATED;
import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;

import java.util.List;

/** Gate F: what is prohibited whoever asks. */
final class SpecialProhibitions {

    static final List<Rule> RULES = List.of(
            Rule.denies("27", ReasonCode.MOBILE_SUBSCRIPTION_CALL_BAN)
                    .citing("SVPL 201 §")
                    .stating(
                            "A call that may sell a mobile subscription to a consumer who is not the operator's mobile customer and has not asked for it.")
                    .when(SpecialProhibitions::sellsMobileSubscription),
            Rule.denies("28", ReasonCode.SPECIAL_CATEGORY_NO_EXPLICIT_CONSENT)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 9(1), 9(2)(a)")
                    .stating("The contact rests on special-category data and no explicit consent is held.")
                    .when(inquiry -> inquiry.question().uses().usesSpecialCategory()
                            && Consents.held(inquiry)
                                    .filter(held -> held.permission().explicit())
                                    .isEmpty()),
            Rule.denies("28a", ReasonCode.TRAFFIC_DATA_NEEDS_CONSENT)
                    .citing("SVPL 140 §")
                    .stating("The contact rests on traffic data; no recorded consent can show that it covers them.")
                    .when(inquiry -> inquiry.question().uses().usesTrafficData()));

    private SpecialProhibitions() {}

    private static boolean sellsMobileSubscription(Inquiry inquiry) {
        return inquiry.isMarketing()
                && inquiry.onAny(VOICE_HUMAN, VOICE_AUTOMATED)
                && inquiry.kind() != Contact.Kind.ROLE_ADDRESS
                && Products.mayBeMobileSubscription(inquiry)
                && !Callbacks.claimed(inquiry)
                && !Among.any(
                        inquiry.state().relationships(),
                        relationship ->
                                inquiry.isOwn(relationship.controller()) && isMobileCustomer(relationship, inquiry));
    }

    private static boolean isMobileCustomer(Relationship relationship, Inquiry inquiry) {
        Relationship.Mobile mobile = relationship.mobile();
        return mobile != null
                && mobile.ownCustomer()
                && !mobile.portingRequested()
                && relationship.covers(inquiry.day());
    }
}
