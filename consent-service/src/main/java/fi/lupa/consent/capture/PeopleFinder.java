// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds or creates the subjects of a recipient.
 *
 * <p>Subjects are never merged. Where the identifiers belong to several, what nobody has is attached to the one the yes is for, otherwise to
 * the first: so it comes under that person's prohibitions. An organisation's identifier is never attached to a person: it is a subject of its
 * own.
 */
@ApplicationScoped
class PeopleFinder {

    private final Subjects subjects;
    private final Suppressions suppressions;

    PeopleFinder(Subjects subjects, Suppressions suppressions) {
        this.subjects = subjects;
        this.suppressions = suppressions;
    }

    /**
     * Throws IDENTIFIER_ERASED when somebody was erased and only others than the person would bring the identifier back. A no that was recorded
     * since opens no way: only the person's own permission does, by an act that shows control of the identifier.
     */
    void requireNotErased(Session session) {
        ListName erased = ListName.erased(session.recipient().domain());
        boolean refused = session.recipient().identifiers().stream()
                .filter(identifier -> suppressions.holds(session.context().tenant(), erased, identifier.keys()))
                .anyMatch(identifier -> !isBack(session, identifier));
        if (refused) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_ERASED, "/recipient", "ERASED");
        }
    }

    private boolean isBack(Session session, RecipientIdentifier identifier) {
        Recipient alone = new Recipient(session.recipient().domain(), List.of(identifier));
        return subjects.known(session.context(), alone).stream()
                .flatMap(subject -> subject.state().choices().stream())
                .map(Cell::permission)
                .anyMatch(
                        permission -> permission != null && permission.method().showsControl(identifier.type()));
    }

    /** Returns the people; {@code wanted} tells which identifier the request is about first. */
    People find(Session session, Predicate<RecipientIdentifier> wanted) {
        return find(
                session, wanted, session.recipient().ofPersons().identifiers().isEmpty());
    }

    /** Returns the people and every organisation that the recipient names; each of them must get a fact. */
    People findWithOrganisations(Session session) {
        return find(session, identifier -> false, true);
    }

    private People find(Session session, Predicate<RecipientIdentifier> wanted, boolean withNewOrganisations) {
        List<OpenSubject> all = new ArrayList<>(subjects.known(session.context(), session.recipient()));
        Recipient persons = session.recipient().ofPersons();
        List<OpenSubject> known =
                all.stream().filter(subject -> hasAny(subject, persons)).toList();
        if (known.isEmpty() && !persons.identifiers().isEmpty()) {
            OpenSubject created = subjects.create(session.context(), persons.domain());
            all.add(0, created);
            known = List.of(created);
        }
        if (withNewOrganisations) {
            all.addAll(newOrganisations(session));
        }
        if (known.isEmpty()) {
            return new People(all.get(0), all);
        }
        OpenSubject primary = owner(session, known, wanted).orElse(known.get(0));
        subjects.attachUnknown(session.context(), primary, persons);
        return new People(primary, all);
    }

    private List<OpenSubject> newOrganisations(Session session) {
        List<OpenSubject> created = new ArrayList<>();
        for (RecipientIdentifier identifier :
                session.recipient().ofOrganisations().identifiers()) {
            Recipient alone = new Recipient(session.recipient().domain(), List.of(identifier));
            if (!subjects.isKnown(session.context(), identifier)) {
                OpenSubject organisation = subjects.create(session.context(), alone.domain());
                subjects.attachUnknown(session.context(), organisation, alone);
                created.add(organisation);
            }
        }
        return created;
    }

    private static boolean hasAny(OpenSubject subject, Recipient recipient) {
        return recipient.identifiers().stream()
                .anyMatch(identifier -> subject.ref(identifier).isPresent());
    }

    private static Optional<OpenSubject> owner(
            Session session, List<OpenSubject> known, Predicate<RecipientIdentifier> wanted) {
        return session.recipient().identifiers().stream()
                .filter(wanted)
                .findFirst()
                .flatMap(identifier -> known.stream()
                        .filter(subject -> subject.ref(identifier).isPresent())
                        .findFirst());
    }
}
