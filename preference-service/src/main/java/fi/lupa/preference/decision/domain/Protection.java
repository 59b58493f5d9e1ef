// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Contact.AgeBand.FROM_13_TO_17;
import static fi.lupa.preference.decision.domain.Contact.AgeBand.UNDER_13;
import static fi.lupa.preference.decision.domain.Contact.AgeBand.UNKNOWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gate B: protected persons. */
final class Protection {

    private static final String GUARDIAN = "GUARDIAN";
    private static final Map<Contact.AgeBand, Contact.AgeBand> NEXT =
            Map.of(UNDER_13, FROM_13_TO_17, FROM_13_TO_17, Contact.AgeBand.ADULT);
    private static final Map<Contact.AgeBand, Integer> YOUNGEST =
            Map.of(UNDER_13, 0, FROM_13_TO_17, 13, Contact.AgeBand.ADULT, 18);

    static final List<Rule> RULES = List.of(
            Rule.notes("45", ReasonCode.TREATED_AS_NATURAL_PERSON)
                    .citing("SVPL 200 §")
                    .stating("A sole trader, or who is not known to be anything else, is treated as a consumer.")
                    .when(Protection::isReclassified),
            Rule.denies("7", ReasonCode.MINOR_EXCLUDED)
                    .citing("GDPR rec. 38, 71", "KSL 2")
                    .stating(
                            "The person is known to be a minor and the controller excludes minors, or to be too young.")
                    .when(Protection::isTooYoung),
            Rule.denies("8", ReasonCode.GUARDIAN_CONSENT_MISSING)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 8", "Data Protection Act 5 §")
                    .stating("A child under 13 whose consent would be needed, without a guardian's.")
                    .when(inquiry ->
                            band(inquiry) == UNDER_13 && restsOnConsent(inquiry) && !guardianConsented(inquiry)),
            Rule.denies("9", ReasonCode.AGE_UNVERIFIED)
                    .citing("GDPR 8(2), 25")
                    .stating("The purpose is directed at children or has a minimum age, and the age is unknown.")
                    .when(inquiry -> band(inquiry) == UNKNOWN
                            && (inquiry.purpose().childDirected()
                                    || inquiry.purpose().minimumAge() != null)),
            Rule.denies("10", ReasonCode.CONFIRM_AT_AGE)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("EDPB 05/2020 147-149")
                    .stating(
                            "A guardian's consent was not confirmed in time by the person, where the controller asks for it.")
                    .when(Protection::confirmationIsOverdue));

    private Protection() {}

    private static boolean isReclassified(Inquiry inquiry) {
        return inquiry.kind() == Contact.Kind.CONSUMER
                && inquiry.contact().map(Contact::kind).orElse(Contact.Kind.UNKNOWN) != Contact.Kind.CONSUMER;
    }

    static Contact.AgeBand band(Inquiry inquiry) {
        return inquiry.contact().map(contact -> band(contact, inquiry)).orElse(UNKNOWN);
    }

    private static Contact.AgeBand band(Contact contact, Inquiry inquiry) {
        LocalDate next = contact.nextBandOn();
        boolean reached = next != null && !inquiry.day().isBefore(next);
        return reached ? NEXT.getOrDefault(contact.ageBand(), contact.ageBand()) : contact.ageBand();
    }

    private static boolean isTooYoung(Inquiry inquiry) {
        Integer youngest = YOUNGEST.get(band(inquiry));
        if (youngest == null) {
            return false;
        }
        Integer minimum = inquiry.purpose().minimumAge();
        return (inquiry.policies().excludesMinors() && youngest < 18) || (minimum != null && youngest < minimum);
    }

    private static boolean restsOnConsent(Inquiry inquiry) {
        var bases = inquiry.purpose().bases(inquiry.channel());
        return bases.isEmpty() || bases.contains(LegalBasis.CONSENT);
    }

    private static Optional<Permission> guardianPermission(Inquiry inquiry) {
        return Consents.held(inquiry)
                .map(Consents.Held::permission)
                .filter(permission -> permission.actor().equals(GUARDIAN));
    }

    private static boolean guardianConsented(Inquiry inquiry) {
        return guardianPermission(inquiry).isPresent();
    }

    /** Tells whether the consent was given by a guardian and the child is no longer under 13. */
    static boolean outgrewGuardian(Inquiry inquiry) {
        return guardianConsented(inquiry) && band(inquiry) != UNDER_13;
    }

    private static boolean confirmationIsOverdue(Inquiry inquiry) {
        return inquiry.policies().confirmsAtAge()
                && outgrewGuardian(inquiry)
                && inquiry.contact()
                        .filter(contact -> isInGrace(contact, inquiry))
                        .isEmpty();
    }

    /** Only a birthday on file can prove that the grace is still running. */
    private static boolean isInGrace(Contact contact, Inquiry inquiry) {
        LocalDate birthday = contact.nextBandOn();
        if (birthday == null || contact.ageBand() != UNDER_13) {
            return false;
        }
        var zone = inquiry.controller().timeZone();
        Instant reached = birthday.atStartOfDay(zone).toInstant();
        return inquiry.at().isBefore(inquiry.policies().confirmAtAgeGrace().endFrom(reached, zone));
    }
}
