// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the person behind the asked identifier. {@code asked} holds the references under which that identifier
 * stands in this state; a fact with another reference was said about another identifier.
 */
public record SubjectState(
        Status status,
        @Nullable Integer revision,
        Set<Integer> asked,
        List<ChoiceCell> choices,
        List<Objection> objections,
        List<Contact> contacts,
        List<Relationship> relationships,
        List<Restriction> restrictions,
        List<RightsRequest> rightsRequests,
        Suppressions suppressions,
        Wishes wishes,
        Sendings sendings) {

    /** Copies the collections. */
    public SubjectState {
        asked = Set.copyOf(asked);
        choices = List.copyOf(choices);
        objections = List.copyOf(objections);
        contacts = List.copyOf(contacts);
        relationships = List.copyOf(relationships);
        restrictions = List.copyOf(restrictions);
        rightsRequests = List.copyOf(rightsRequests);
    }

    /** Returns the facts as they are seen by who asks about the identifiers of these numbers. */
    public SubjectState askedBy(Set<Integer> references) {
        return new SubjectState(
                status,
                revision,
                references,
                choices,
                objections,
                contacts,
                relationships,
                restrictions,
                rightsRequests,
                suppressions,
                wishes,
                sendings);
    }

    /** Returns this state with the lists on which the asked identifier stands. */
    public SubjectState listedOn(Suppressions lists) {
        return new SubjectState(
                status,
                revision,
                asked,
                choices,
                objections,
                contacts,
                relationships,
                restrictions,
                rightsRequests,
                lists,
                wishes,
                sendings);
    }

    /** Returns this state with what was sent to the person. */
    public SubjectState sent(Sendings known) {
        return new SubjectState(
                status,
                revision,
                asked,
                choices,
                objections,
                contacts,
                relationships,
                restrictions,
                rightsRequests,
                suppressions,
                wishes,
                known);
    }

    /**
     * Returns this state as it speaks of one of several identifiers of a kind: a sale and a callback request do not say which of them
     * they were about, so they are about none.
     */
    public SubjectState amongSeveral() {
        return new SubjectState(
                status,
                revision,
                asked,
                choices,
                objections,
                contacts,
                relationships.stream().map(Relationship::withoutContactDetail).toList(),
                restrictions,
                rightsRequests,
                suppressions,
                wishes.withoutCallbacks(),
                sendings);
    }

    /** Tells whether the other state has the same on file about the person, choices and prohibitions apart. */
    boolean describesAs(SubjectState other) {
        return status == other.status
                && contacts.equals(other.contacts)
                && relationships.equals(other.relationships)
                && wishes.equals(other.wishes)
                && rightsRequests.equals(other.rightsRequests);
    }

    /**
     * Tells whether an organisation may speak for the person towards a controller: a general or a named work address, and one of which it is on
     * file that nobody knows, as after a merge.
     */
    public boolean mayBelongToOrganisation(String controller) {
        return Among.any(
                contacts,
                contact -> contact.controller().equals(controller)
                        && contact.kind() != Contact.Kind.CONSUMER
                        && contact.kind() != Contact.Kind.SOLE_TRADER);
    }

    /** Returns this state with what the organisations behind the person have prohibited; if that cannot be read, nothing can. */
    public SubjectState heeding(List<SubjectState> organisations) {
        if (organisations.isEmpty()) {
            return this;
        }
        if (organisations.stream().anyMatch(organisation -> organisation.status() == Status.UNREADABLE)) {
            return unreadable();
        }
        List<Objection> all = new ArrayList<>(objections);
        organisations.forEach(organisation -> all.addAll(Objections.ofOrganisation(organisation.objections())));
        return new SubjectState(
                status,
                revision,
                asked,
                choices,
                all,
                contacts,
                relationships,
                restrictions,
                rightsRequests,
                suppressions,
                wishes,
                sendings);
    }

    /** The state of an identifier nobody has ever recorded. */
    public static SubjectState unknown() {
        return withoutFacts(Status.UNKNOWN);
    }

    /** The state of an identifier whose facts could not be read or understood. */
    public static SubjectState unreadable() {
        return withoutFacts(Status.UNREADABLE);
    }

    private static SubjectState withoutFacts(Status status) {
        return new SubjectState(
                status,
                null,
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                status == Status.UNREADABLE ? Sendings.UNKNOWN : Sendings.NONE);
    }

    /** Whether the facts are there to be judged. */
    public enum Status {
        LIVE,
        MERGED,
        ERASED,
        UNKNOWN,
        UNREADABLE
    }
}
