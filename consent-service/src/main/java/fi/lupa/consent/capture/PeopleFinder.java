// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.sql.Together;
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
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds or creates the subjects of a recipient.
 *
 * <p>Subjects are never merged. Where the identifiers belong to several, what nobody has is attached to the one the yes is for, otherwise to
 * the first: so it comes under that person's prohibitions. An organisation's identifier is never attached to a person: it is a subject of its
 * own. A device is linked to somebody by the person's own act alone.
 */
@ApplicationScoped
class PeopleFinder {

    private static final int MOST_IDENTIFIERS = 50;

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

    /** Whether the controller has anything on record of somebody whom the recipient stands for. */
    boolean isKnown(Session session) {
        return subjects.known(session.context(), session.recipient().ofPersons()).stream()
                .anyMatch(subject -> subject.state().names(session.controller().key()));
    }

    /** Returns which identifiers of the recipient it takes an act that shows control of them to use again. */
    Listed listed(Session session) {
        Together only = new Together();
        Supplier<Listed> listed = listed(session, only);
        session.context().run(only);
        return listed.get();
    }

    /** Looks for the same with other statements. */
    Supplier<Listed> listed(Session session, Together together) {
        return Listed.of(session, suppressions, together);
    }

    private boolean isBack(Session session, RecipientIdentifier identifier) {
        Recipient alone = new Recipient(session.recipient().domain(), List.of(identifier));
        return subjects.known(session.context(), alone).stream()
                .flatMap(subject -> subject.state().choices().stream())
                .map(Cell::permission)
                .anyMatch(
                        permission -> permission != null && permission.method().showsControl(identifier.type()));
    }

    /** Returns the people for what is no act of the person: a device is not linked to anybody by it. */
    People find(Session session, Predicate<RecipientIdentifier> wanted) {
        return find(session, wanted, Linking.REFUSED);
    }

    /** Returns the people; {@code wanted} tells which identifier the request is about first. */
    People find(Session session, Predicate<RecipientIdentifier> wanted, Linking linking) {
        boolean ofOrganisations = session.recipient().ofPersons().identifiers().isEmpty();
        return withOrganisations(session, persons(session, wanted, linking), ofOrganisations);
    }

    /** Returns the people and every organisation that the recipient names; each of them must get a fact. */
    People findWithOrganisations(Session session, Linking linking) {
        return withOrganisations(session, persons(session, identifier -> false, linking), true);
    }

    /** The persons of the recipient, the one the request is about first; nobody if it names organisations alone. */
    private List<OpenSubject> persons(Session session, Predicate<RecipientIdentifier> wanted, Linking linking) {
        Recipient persons = session.recipient().ofPersons();
        if (persons.identifiers().isEmpty()) {
            return List.of();
        }
        List<OpenSubject> known = subjects.known(session.context(), persons);
        if (!linking.links() && linksADevice(persons, known)) {
            if (linking == Linking.REFUSED) {
                throw ProblemException.at(ProblemCode.METHOD_NOT_QUALIFIED, "/recipient", "LINKS_A_DEVICE");
            }
            return primaryFirst(session, apart(session, persons, known), wanted);
        }
        List<OpenSubject> people = known.isEmpty() ? List.of(newcomer(session)) : known;
        List<OpenSubject> ordered = primaryFirst(session, people, wanted);
        OpenSubject owner = ordered.get(0);
        if (hasRoom(owner, persons, known)) {
            subjects.attachUnknown(session.context(), owner, persons);
            return ordered;
        }
        if (!linking.mayStandApart()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/recipient", "TOO_MANY_IDENTIFIERS");
        }
        subjects.attachUnknown(session.context(), created(session, ordered), persons);
        return ordered;
    }

    /** Nobody has more identifiers than a person could; a public page would let anybody add to them until no broker takes the state. */
    private static boolean hasRoom(OpenSubject owner, Recipient persons, List<OpenSubject> known) {
        long more = persons.identifiers().stream()
                .filter(identifier -> isNew(identifier, known))
                .count();
        return more == 0 || owner.identifiers().size() + more <= MOST_IDENTIFIERS;
    }

    private static List<OpenSubject> primaryFirst(
            Session session, List<OpenSubject> people, Predicate<RecipientIdentifier> wanted) {
        OpenSubject primary = owner(session, people, wanted).orElse(people.get(0));
        List<OpenSubject> ordered = new ArrayList<>(people);
        ordered.remove(primary);
        ordered.add(0, primary);
        return ordered;
    }

    private People withOrganisations(Session session, List<OpenSubject> persons, boolean alsoNew) {
        List<OpenSubject> all = new ArrayList<>(persons);
        all.addAll(subjects.known(session.context(), session.recipient().ofOrganisations()));
        if (alsoNew) {
            all.addAll(newOrganisations(session));
        }
        return new People(all.get(0), all);
    }

    private List<OpenSubject> newOrganisations(Session session) {
        List<OpenSubject> created = new ArrayList<>();
        for (RecipientIdentifier identifier :
                session.recipient().ofOrganisations().identifiers()) {
            Recipient alone = new Recipient(session.recipient().domain(), List.of(identifier));
            if (!subjects.isKnown(session.context(), identifier)) {
                OpenSubject organisation = newcomer(session);
                subjects.attachUnknown(session.context(), organisation, alone);
                created.add(organisation);
            }
        }
        return created;
    }

    /** Whether something that nobody has would make a device somebody's, or somebody a device's. */
    private static boolean linksADevice(Recipient persons, List<OpenSubject> known) {
        List<RecipientIdentifier> all = persons.identifiers();
        boolean mixed = all.stream().anyMatch(PeopleFinder::isDevice)
                && all.stream().anyMatch(identifier -> !isDevice(identifier));
        return mixed && all.stream().anyMatch(identifier -> isNew(identifier, known));
    }

    /** The devices that nobody has become a subject of their own, so that a no is recorded on both. */
    private List<OpenSubject> apart(Session session, Recipient persons, List<OpenSubject> known) {
        List<RecipientIdentifier> all = persons.identifiers();
        List<OpenSubject> people = new ArrayList<>(known);
        for (boolean device : new boolean[] {false, true}) {
            List<RecipientIdentifier> these = all.stream()
                    .filter(identifier -> isDevice(identifier) == device && isNew(identifier, known))
                    .toList();
            if (!these.isEmpty()) {
                OpenSubject owner = known.stream()
                        .filter(subject -> !device && hasOther(session, subject))
                        .findFirst()
                        .orElseGet(() -> created(session, people));
                subjects.attachUnknown(
                        session.context(),
                        owner,
                        new Recipient(session.recipient().domain(), these));
            }
        }
        return people;
    }

    private OpenSubject created(Session session, List<OpenSubject> people) {
        OpenSubject created = newcomer(session);
        people.add(created);
        return created;
    }

    private OpenSubject newcomer(Session session) {
        UUID domain = session.recipient().domain();
        return session.storesLater()
                ? subjects.born(session.context(), domain)
                : subjects.create(session.context(), domain);
    }

    private static boolean hasOther(Session session, OpenSubject subject) {
        return session.recipient().identifiers().stream()
                .anyMatch(identifier ->
                        !isDevice(identifier) && subject.ref(identifier).isPresent());
    }

    private static boolean isNew(RecipientIdentifier identifier, List<OpenSubject> known) {
        return known.stream().allMatch(subject -> subject.ref(identifier).isEmpty());
    }

    private static boolean isDevice(RecipientIdentifier identifier) {
        return identifier.type() == IdentifierType.DEVICE;
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
