// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Category.SERVICE;
import static fi.lupa.preference.decision.domain.Category.STATUTORY;
import static fi.lupa.preference.decision.domain.Category.SURVEY;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gate A: who asks, about what. It stands before erasure, so that strangers learn nothing. */
final class Authority {

    /** Whether this caller may ask this at all. */
    static final List<Rule> CALLER = List.of(
            Rule.denies("1", ReasonCode.CALLER_NOT_AUTHORISED)
                    .citing("GDPR 5(1)(f), 28(3)(a), 29, 32(4)")
                    .stating("The caller's token does not name the controller.")
                    .when(inquiry -> !inquiry.asker()
                            .controllers()
                            .contains(inquiry.question().controller())),
            Rule.denies("52", ReasonCode.STATE_UNAVAILABLE)
                    .citing("GDPR 24, 25")
                    .stating("A catalogue record that the question rests on, or may rest on, could not be read.")
                    .when(inquiry -> inquiry.catalogue().doubts().concern(inquiry)),
            Rule.denies("2", ReasonCode.MANDATE_OUT_OF_SCOPE)
                    .citing("GDPR 28(3)(a), 28(10), 4(11)")
                    .stating("No mandate in force lets the processor decide for this controller, purpose and channel.")
                    .when(inquiry -> isProcessor(inquiry) && !hasMandate(inquiry)));

    private static final List<Rule> SUBJECT_MATTER = List.of(
            Rule.denies("3", ReasonCode.PURPOSE_UNKNOWN)
                    .citing("GDPR 5(1)(b), 6(1)(a)")
                    .stating("The purpose is unknown, retired or not registered for the controller.")
                    .when(inquiry -> inquiry.purpose().retired()),
            Rule.denies("3b", ReasonCode.CHANNEL_NOT_IN_PURPOSE)
                    .citing("GDPR 5(1)(b)")
                    .stating("The channel does not belong to the purpose.")
                    .when(Authority::channelIsForeign),
            Rule.denies("52", ReasonCode.STATE_UNAVAILABLE)
                    .citing("GDPR 24, 25")
                    .stating(
                            "The facts or the controller's policies cannot be read; stands before all that reads them.")
                    .when(Authority::unreadable),
            Rule.denies("3c", ReasonCode.CONTROLLER_CLOSED)
                    .citing("GDPR 5(1)(b), 28(3)(a),(g)")
                    .stating(
                            "The controller has left; only what the law demands of it may still be sent while its data are here.")
                    .when(inquiry -> inquiry.controller().isClosed(inquiry.at()) && !isDemandedByLaw(inquiry)),
            Rule.allows("5", ReasonCode.SERVICE_MESSAGE, LegalBasis.CONTRACT)
                    .whateverThePreferences()
                    .citing("GDPR 6(1)(b),(c), 34", "SVPL 200 §")
                    .stating(
                            "A message for a service purpose to a live customer of the controller that promotes nothing.")
                    .when(inquiry -> isGenuine(inquiry, SERVICE) && servesACustomer(inquiry)),
            Rule.allows("5", ReasonCode.SERVICE_MESSAGE, LegalBasis.LEGAL_OBLIGATION)
                    .whateverThePreferences()
                    .citing("GDPR 6(1)(b),(c), 34", "SVPL 200 §")
                    .stating("A message for a statutory purpose whose legal duty is on file, that promotes nothing.")
                    .when(Authority::isDemandedByLaw),
            Rule.denies("6", ReasonCode.PURPOSE_DISGUISED)
                    .citing("KSL 2", "C-654/23")
                    .stating(
                            "The message is not what its purpose says, or it sells under the name of a survey or service.")
                    .when(Authority::isDisguised));

    static final List<Rule> RULES =
            Stream.concat(CALLER.stream(), SUBJECT_MATTER.stream()).toList();

    private Authority() {}

    private static boolean isProcessor(Inquiry inquiry) {
        Asker asker = inquiry.asker();
        return !asker.mandates().isEmpty() && !inquiry.controller().ownClients().contains(asker.client());
    }

    private static boolean hasMandate(Inquiry inquiry) {
        return Among.any(inquiry.asker().mandates(), mandate -> isInForce(mandate, inquiry));
    }

    /** A service message goes past a marketing prohibition, so a mandate for all purposes is not enough: it must name this one. */
    private static boolean isNamed(Inquiry inquiry) {
        return !isProcessor(inquiry)
                || Among.any(
                        inquiry.asker().mandates(),
                        mandate -> isInForce(mandate, inquiry)
                                && mandate.purposes()
                                        .contains(inquiry.question().purpose()));
    }

    /** Tells whether the mandate lets its processor decide this, at the moment of asking and at that of the contact. */
    private static boolean isInForce(Mandate mandate, Inquiry inquiry) {
        return inquiry.isOwn(mandate.controller())
                && mandate.rights().contains("DECIDE")
                && Spans.contains(mandate.from(), mandate.until(), inquiry.now())
                && Spans.contains(mandate.from(), mandate.until(), inquiry.at())
                && covers(mandate.purposes(), inquiry.question().purpose())
                && coversChannel(mandate, inquiry.question().channel());
    }

    private static boolean coversChannel(Mandate mandate, @Nullable Channel channel) {
        return channel == null || covers(mandate.channels(), channel.name());
    }

    private static boolean covers(Set<String> words, String word) {
        return words.contains("*") || words.contains(word);
    }

    private static boolean channelIsForeign(Inquiry inquiry) {
        Channel asked = inquiry.question().channel();
        Set<Channel> channels = inquiry.purpose().channels();
        return asked == null ? !channels.isEmpty() : !channels.contains(asked);
    }

    private static boolean unreadable(Inquiry inquiry) {
        SubjectState.Status status = inquiry.state().status();
        return status == SubjectState.Status.UNREADABLE
                || status == SubjectState.Status.MERGED
                || inquiry.catalogue().controller() == null
                || inquiry.catalogue().doubts().concernConsent(inquiry);
    }

    private static boolean isGenuine(Inquiry inquiry, Category category) {
        return inquiry.isFor(category)
                && inquiry.state().status() == SubjectState.Status.LIVE
                && isNamed(inquiry)
                && !isDisguised(inquiry)
                && !inquiry.needsConsentAnyway()
                && !inquiry.profiles();
    }

    private static boolean isDemandedByLaw(Inquiry inquiry) {
        String duty = inquiry.purpose().legalDuty();
        return isGenuine(inquiry, STATUTORY) && duty != null && !duty.isBlank();
    }

    private static boolean servesACustomer(Inquiry inquiry) {
        return inquiry.hasLiveRelationship() && !Rights.restricted(inquiry, Set.of(Restriction.Scope.ALL));
    }

    private static boolean isDisguised(Inquiry inquiry) {
        MessageClass named = inquiry.question().messageClass();
        boolean otherClass = named != null && named != inquiry.category().messageClass();
        boolean sells = inquiry.question().uses().containsPromotion() && inquiry.isFor(SURVEY, SERVICE, STATUTORY);
        return otherClass || sells;
    }
}
