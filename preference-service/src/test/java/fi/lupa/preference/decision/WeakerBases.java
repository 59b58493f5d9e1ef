// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.SubjectState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** What would allow on a weaker basis than consent: a sale, a source, work duties, and a general address or a person. */
final class WeakerBases {

    private WeakerBases() {}

    static SubjectState added(SubjectState state, Question question, Contact.Kind kind) {
        Contact contact = new Contact(
                question.controller(),
                kind,
                Contact.AgeBand.ADULT,
                null,
                new Contact.Source("SELF", null, false),
                Set.of("hr-software"),
                null);
        String product = question.content().productGroup();
        Relationship customer = new Relationship(
                question.controller(),
                "CUSTOMER",
                LocalDate.EPOCH,
                null,
                product == null ? Set.of() : Set.of(product),
                new Relationship.ContactDetail(true, true, Instant.EPOCH),
                null);
        return Facts.withRelationship(Facts.withContact(state, contact), customer);
    }
}
