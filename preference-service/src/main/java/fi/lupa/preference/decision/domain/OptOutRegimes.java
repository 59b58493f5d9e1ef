// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Category.AI_PROCESSING;
import static fi.lupa.preference.decision.domain.Category.DIRECT_MARKETING;
import static fi.lupa.preference.decision.domain.Category.PROFILING;
import static fi.lupa.preference.decision.domain.Category.SURVEY;
import static fi.lupa.preference.decision.domain.Channel.EMAIL;
import static fi.lupa.preference.decision.domain.Channel.FAX;
import static fi.lupa.preference.decision.domain.Channel.MMS;
import static fi.lupa.preference.decision.domain.Channel.POST_ADDRESSED;
import static fi.lupa.preference.decision.domain.Channel.PUSH;
import static fi.lupa.preference.decision.domain.Channel.SMS;
import static fi.lupa.preference.decision.domain.Channel.VOICE_AUTOMATED;
import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Gate J: what is allowed without consent as long as nobody has said no. PUSH, IN_APP and SOCIAL_MESSAGE never are (C-102/20). */
final class OptOutRegimes {

    private static final Set<LegalBasis> OPT_OUT = Set.of(LegalBasis.LEGITIMATE_INTEREST, LegalBasis.OPT_OUT_CHANNEL);

    static final List<Rule> RULES = List.of(
            Rule.allows("42", ReasonCode.LEGAL_PERSON_NOT_OPTED_OUT, LegalBasis.LEGAL_PERSON_OPT_OUT)
                    .citing("SVPL 202 §")
                    .stating("Marketing to the general address of an organisation that has not prohibited it.")
                    .when(OptOutRegimes::isGeneralAddress),
            Rule.allows("43", ReasonCode.WORK_ROLE_RELEVANT, LegalBasis.LEGITIMATE_INTEREST)
                    .citing("SVPL 202 §", "GDPR 6(1)(f), 21")
                    .stating("Marketing essentially linked to the recorded work duties behind a named work address.")
                    .when(inquiry -> servesWorkDuties(inquiry) && isOnFile(inquiry)),
            Rule.denies("44", ReasonCode.WORK_ADDRESS_NEEDS_CONSENT)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("SVPL 200 § 1 mom.")
                    .stating("Electronic marketing to a named work address without a shown link to the work duties.")
                    .when(inquiry -> isNamedWorkAddress(inquiry) && !servesWorkDuties(inquiry)),
            Rule.denies("47", ReasonCode.AUTOMATED_CALL_NEEDS_CONSENT)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("SVPL 200 § 1 mom.")
                    .stating("An automated marketing call to a natural person without consent.")
                    .when(inquiry -> inquiry.isMarketing()
                            && inquiry.onAny(VOICE_AUTOMATED)
                            && inquiry.kind() == Contact.Kind.CONSUMER),
            Rule.allows("46", ReasonCode.OPT_OUT_CHANNEL_NOT_PROHIBITED, LegalBasis.OPT_OUT_CHANNEL)
                    .citing("SVPL 200 § 2 mom.", "GDPR 6(1)(f), 14")
                    .stating(
                            "A call by a person or a letter to somebody who has not prohibited it, registered and assessed"
                                    + " as such, with a known source.")
                    .when(inquiry -> isOptOutChannel(inquiry) && isOnFile(inquiry)),
            Rule.allows("48", ReasonCode.SURVEY_PERMITTED, LegalBasis.LEGITIMATE_INTEREST)
                    .citing("GDPR 6(1)(f)")
                    .stating("A genuine survey to a customer, with a registered assessment and a known source.")
                    .when(inquiry -> isCustomerSurvey(inquiry) && isOnFile(inquiry)),
            Rule.denies("49", ReasonCode.NO_LEGAL_BASIS_REGISTERED)
                    .citing("GDPR 5(2), 6(1)(f), 14(2)(f)")
                    .stating("Row 43, 46 or 48 would apply, but no assessment (LIA) or no source is on file.")
                    .finding(OptOutRegimes::missingOnFile),
            Rule.allows("49a", ReasonCode.LEGITIMATE_INTEREST, LegalBasis.LEGITIMATE_INTEREST)
                    .whateverThePreferences()
                    .citing("GDPR 6(1)(f), 21")
                    .stating("Profiling or AI processing registered on legitimate interest alone, not objected to.")
                    .when(inquiry -> isInterestAlone(inquiry) && isOnFile(inquiry)));

    private OptOutRegimes() {}

    private static boolean isOpen(Inquiry inquiry, Channel... channels) {
        Channel channel = inquiry.channel();
        return channel != null
                && inquiry.onAny(channels)
                && channel.reaches(inquiry.question().identifierType())
                && !ConsentState.consentOnly(inquiry)
                && !inquiry.needsConsentAnyway();
    }

    private static boolean isGeneralAddress(Inquiry inquiry) {
        return inquiry.isFor(DIRECT_MARKETING)
                && inquiry.kind() == Contact.Kind.ROLE_ADDRESS
                && isOpen(inquiry, EMAIL, SMS, MMS, FAX, VOICE_HUMAN, VOICE_AUTOMATED, POST_ADDRESSED);
    }

    private static boolean isNamedWorkAddress(Inquiry inquiry) {
        return inquiry.isMarketing()
                && inquiry.kind() == Contact.Kind.WORK_NAMED
                && inquiry.onAny(EMAIL, SMS, MMS, FAX, PUSH, VOICE_AUTOMATED);
    }

    private static boolean servesWorkDuties(Inquiry inquiry) {
        String product = inquiry.question().content().productGroup();
        return inquiry.isFor(DIRECT_MARKETING)
                && isNamedWorkAddress(inquiry)
                && isOpen(inquiry, EMAIL, SMS, MMS, FAX, VOICE_AUTOMATED)
                && product != null
                && inquiry.contact()
                        .filter(contact -> contact.workProductGroups().contains(product))
                        .isPresent();
    }

    /** The purpose must be registered for it: the basis is chosen before, and one registered on consent alone stays on consent. */
    private static boolean isOptOutChannel(Inquiry inquiry) {
        return inquiry.isFor(DIRECT_MARKETING)
                && inquiry.kind() != Contact.Kind.ROLE_ADDRESS
                && isOpen(inquiry, VOICE_HUMAN, POST_ADDRESSED)
                && !Collections.disjoint(OPT_OUT, registeredBases(inquiry));
    }

    private static boolean isCustomerSurvey(Inquiry inquiry) {
        return inquiry.isFor(SURVEY)
                && inquiry.hasLiveRelationship()
                && isOpen(inquiry, EMAIL, SMS, MMS, VOICE_HUMAN, POST_ADDRESSED);
    }

    private static boolean isInterestAlone(Inquiry inquiry) {
        return inquiry.isFor(PROFILING, AI_PROCESSING)
                && inquiry.channel() == null
                && !inquiry.needsConsentAnyway()
                && registeredBases(inquiry).equals(Set.of(LegalBasis.LEGITIMATE_INTEREST));
    }

    private static Set<LegalBasis> registeredBases(Inquiry inquiry) {
        return inquiry.purpose().bases(inquiry.channel());
    }

    private static boolean isOnFile(Inquiry inquiry) {
        return assessed(inquiry) && inquiry.sourceKnown();
    }

    /** A survey must be registered on legitimate interest for its channel: the basis is chosen before, not when it suits. */
    private static boolean assessed(Inquiry inquiry) {
        boolean registered =
                !inquiry.isFor(SURVEY) || registeredBases(inquiry).contains(LegalBasis.LEGITIMATE_INTEREST);
        return inquiry.purpose().liaRegistered() && registered;
    }

    private static Finding missingOnFile(Inquiry inquiry) {
        boolean wouldApply = servesWorkDuties(inquiry) || isOptOutChannel(inquiry) || isCustomerSurvey(inquiry);
        return Finding.of(wouldApply && !isOnFile(inquiry))
                .remediedBy(assessed(inquiry) ? Remedy.RECORD_SOURCE : Remedy.REGISTER_LIA);
    }
}
