// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.EMAIL;
import static fi.lupa.preference.decision.domain.Channel.MMS;
import static fi.lupa.preference.decision.domain.Channel.SMS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gate I: what a seller may send to its own customers without consent, SVPL 200 § 3 mom. Every condition must be on file. */
final class SoftOptIn {

    /** Where else the details may have come from than from the customer. */
    private static final Set<String> FROM_THE_CUSTOMER = Set.of("SELF", "CONTROLLER_CRM");

    private static final List<Predicate<Inquiry>> CONDITIONS = List.of(
            inquiry -> inquiry.purpose().bases(inquiry.channel()).contains(LegalBasis.SOFT_OPT_IN),
            inquiry -> inquiry.purpose().ownOffersOnly(),
            inquiry -> inquiry.purpose().refusalInEveryMessage(),
            inquiry -> !inquiry.needsConsentAnyway(),
            inquiry -> !ConsentState.consentOnly(inquiry),
            SoftOptIn::detailsCameFromTheCustomer,
            inquiry -> !NeverRefused.refused(inquiry),
            inquiry -> !NeverRefused.consentWasAsked(inquiry),
            inquiry -> !sales(inquiry).isEmpty());

    static final List<Rule> RULES = List.of(
            Rule.allows("40", ReasonCode.SOFT_OPT_IN, LegalBasis.SOFT_OPT_IN)
                    .citing("SVPL 200 § 3 mom.", "ePrivacy 13(2)", "C-654/23")
                    .stating("The seller's own same or similar products to a customer who gave the details in a sale,"
                            + " could refuse then and has never refused.")
                    .finding(SoftOptIn::exception),
            Rule.notes("41", ReasonCode.SOFT_OPT_IN_CONDITIONS_NOT_MET)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("SVPL 200 § 3 mom.", "ePrivacy 13(2)")
                    .stating("A customer of the controller, or of one it shares the purpose with; a condition of row 40"
                            + " is not met.")
                    .when(inquiry -> mayHaveException(inquiry) && isCustomerOfAny(inquiry)));

    private SoftOptIn() {}

    private static Finding exception(Inquiry inquiry) {
        boolean met = mayHaveException(inquiry) && !Among.any(CONDITIONS, condition -> !condition.test(inquiry));
        return met ? Finding.YES.until(end(inquiry)) : Finding.NO;
    }

    private static boolean mayHaveException(Inquiry inquiry) {
        Channel channel = inquiry.channel();
        return inquiry.isFor(Category.DIRECT_MARKETING)
                && inquiry.onAny(EMAIL, SMS, MMS)
                && channel != null
                && channel.reaches(inquiry.question().identifierType())
                && inquiry.kind() == Contact.Kind.CONSUMER;
    }

    private static boolean isCustomerOfAny(Inquiry inquiry) {
        return Among.any(
                inquiry.state().relationships(),
                relationship -> inquiry.isOwn(relationship.controller())
                        || Among.any(inquiry.arrangements(), joint -> joint.controllers()
                                .contains(relationship.controller())));
    }

    private static boolean detailsCameFromTheCustomer(Inquiry inquiry) {
        return inquiry.contact()
                .flatMap(contact -> Optional.ofNullable(contact.source()))
                .map(source -> FROM_THE_CUSTOMER.contains(source.kind()))
                .orElse(true);
    }

    /** Returns the relationships in which something was sold that the offer is like, and not too long ago. */
    private static List<Relationship> sales(Inquiry inquiry) {
        return Among.all(
                inquiry.state().relationships(),
                relationship -> inquiry.isOwn(relationship.controller())
                        && relationship.isCustomer()
                        && soldWithRefusalOffered(relationship, inquiry.at())
                        && hasBegun(relationship, inquiry)
                        && lastMoment(relationship, inquiry)
                                .filter(end -> !inquiry.at().isBefore(end))
                                .isEmpty()
                        && Products.isLike(inquiry, relationship.productGroups()));
    }

    private static boolean soldWithRefusalOffered(Relationship relationship, Instant at) {
        Relationship.ContactDetail detail = relationship.contactDetail();
        return detail != null
                && detail.obtainedInSale()
                && detail.refusalOffered()
                && detail.at() != null
                && !detail.at().isAfter(at);
    }

    private static boolean hasBegun(Relationship relationship, Inquiry inquiry) {
        return relationship.since() != null && !inquiry.day().isBefore(relationship.since());
    }

    /** Returns when an ended relationship no longer carries messages; empty while it lasts. */
    private static Optional<Instant> lastMoment(Relationship relationship, Inquiry inquiry) {
        ZoneId zone = inquiry.controller().timeZone();
        return Optional.ofNullable(relationship.until()).map(day -> inquiry.policies()
                .softOptInAfterEnd()
                .endFrom(day.atStartOfDay(zone).toInstant(), zone));
    }

    private static Instant end(Inquiry inquiry) {
        return sales(inquiry).stream()
                .map(relationship -> lastMoment(relationship, inquiry).orElse(Instant.MAX))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
