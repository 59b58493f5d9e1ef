// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.POST_ADDRESSED;
import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gate E: suppression lists, the controller's own and the registers of the trade. */
final class SuppressionLists {

    static final List<Rule> RULES = List.of(
            Rule.denies("23", ReasonCode.SUPPRESSED_INTERNAL)
                    .citing("GDPR 21(3), 5(1)(d)", "CNIL")
                    .stating("The identifier stands on the controller's own suppression list.")
                    .when(inquiry -> inquiry.state().suppressions().own()),
            Rule.denies("24", ReasonCode.SUPPRESSED_PHONE_REGISTER)
                    .citing("ASML", "SVPL 200 § 2 mom.")
                    .stating("A marketing call to a number on the telephone restriction register.")
                    .when(inquiry -> stops(inquiry, VOICE_HUMAN) && !Callbacks.mayCall(inquiry)),
            Rule.denies("25", ReasonCode.SUPPRESSED_POSTAL_REGISTER)
                    .citing("ASML", "DVV, Traficom")
                    .stating(
                            "A marketing letter to an address on the postal register, or whose source bans disclosure.")
                    .when(inquiry -> stops(inquiry, POST_ADDRESSED) || sourceBansDisclosure(inquiry)),
            Rule.denies("26", ReasonCode.SUPPRESSION_LIST_STALE)
                    .remediedBy(Remedy.RENEW_LIST)
                    .citing("policy")
                    .stating("A cold marketing call or letter, and the copy of the register is too old or not whole.")
                    .when(SuppressionLists::isColdBesideAnOldRegister));

    private SuppressionLists() {}

    private static Suppressions.Register register(Inquiry inquiry) {
        Suppressions lists = inquiry.state().suppressions();
        return inquiry.onAny(VOICE_HUMAN) ? lists.phone() : lists.postal();
    }

    /** A register stands above consent unless the controller's policy says that a consent given to itself does. */
    private static boolean stops(Inquiry inquiry, Channel channel) {
        boolean yields = inquiry.policies().lists().yieldToConsent()
                && Consents.valid(inquiry).isPresent();
        return inquiry.isMarketing()
                && inquiry.onAny(channel)
                && register(inquiry).listed()
                && !yields;
    }

    private static boolean sourceBansDisclosure(Inquiry inquiry) {
        return inquiry.isMarketing()
                && inquiry.onAny(POST_ADDRESSED)
                && inquiry.contact()
                        .flatMap(contact -> Optional.ofNullable(contact.source()))
                        .filter(Contact.Source::disclosureBan)
                        .isPresent();
    }

    private static boolean isColdBesideAnOldRegister(Inquiry inquiry) {
        return isCold(inquiry) && !register(inquiry).isFresh(inquiry);
    }

    /** Who has asked to be called is not called out of the blue. */
    private static boolean isCold(Inquiry inquiry) {
        return inquiry.isMarketing()
                && inquiry.onAny(VOICE_HUMAN, POST_ADDRESSED)
                && !inquiry.hasLiveRelationship()
                && Consents.held(inquiry).isEmpty()
                && !Callbacks.mayCall(inquiry);
    }

    /** Returns when the copy of the register on which an answer about a cold contact rests grows too old; null if it rests on none. */
    static @Nullable Instant restsOnRegisterUntil(Inquiry inquiry) {
        return isCold(inquiry) ? register(inquiry).freshUntil(inquiry) : null;
    }
}
