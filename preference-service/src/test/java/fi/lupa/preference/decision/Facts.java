// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** States with one thing in them changed. */
final class Facts {

    private Facts() {}

    /** Somebody about whom nothing is recorded yet but an identifier. */
    static SubjectState living() {
        return new SubjectState(
                SubjectState.Status.LIVE,
                1,
                Set.of(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);
    }

    static SubjectState withChoices(SubjectState state, List<ChoiceCell> choices) {
        return copy(state, choices, state.contacts(), state.relationships(), state.wishes());
    }

    static SubjectState withChoice(SubjectState state, ChoiceCell cell) {
        return withChoices(state, plus(state.choices(), cell));
    }

    static SubjectState withRelationship(SubjectState state, Relationship relationship) {
        return copy(
                state, state.choices(), state.contacts(), plus(state.relationships(), relationship), state.wishes());
    }

    static SubjectState withContact(SubjectState state, Contact contact) {
        return copy(state, state.choices(), List.of(contact), state.relationships(), state.wishes());
    }

    static SubjectState withWishes(SubjectState state, Wishes wishes) {
        return copy(state, state.choices(), state.contacts(), state.relationships(), wishes);
    }

    /** The source is recorded on what the controller has on file, or on a new consumer. */
    static SubjectState withSource(SubjectState state, String controller, Contact.Source source) {
        List<Contact> contacts = new ArrayList<>();
        contacts.add(state.contacts().stream()
                .filter(contact -> contact.controller().equals(controller))
                .findFirst()
                .map(contact -> from(contact, source))
                .orElse(new Contact(
                        controller, Contact.Kind.CONSUMER, Contact.AgeBand.UNKNOWN, null, source, Set.of(), null)));
        state.contacts().stream()
                .filter(contact -> !contact.controller().equals(controller))
                .forEach(contacts::add);
        SubjectState known =
                state.status() == SubjectState.Status.UNKNOWN ? living().listedOn(state.suppressions()) : state;
        return copy(known, known.choices(), contacts, known.relationships(), known.wishes());
    }

    /** A ban on disclosure stays with the address. */
    private static Contact from(Contact contact, Contact.Source source) {
        boolean banned = contact.source() != null && contact.source().disclosureBan();
        return new Contact(
                contact.controller(),
                contact.kind(),
                contact.ageBand(),
                contact.nextBandOn(),
                new Contact.Source(source.kind(), source.obtainedAt(), banned),
                contact.workProductGroups(),
                contact.timeZone());
    }

    private static SubjectState copy(
            SubjectState state,
            List<ChoiceCell> choices,
            List<Contact> contacts,
            List<Relationship> relationships,
            Wishes wishes) {
        return new SubjectState(
                state.status(),
                state.revision(),
                state.asked(),
                choices,
                state.objections(),
                contacts,
                relationships,
                state.restrictions(),
                state.rightsRequests(),
                state.suppressions(),
                wishes,
                state.sendings());
    }

    static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
