// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.subject.Subjects;
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
 * the first: so it comes under that person's prohibitions. A device is linked to somebody by the person's own act alone.
 */
@ApplicationScoped
class PeopleFinder {

    private final Subjects subjects;

    PeopleFinder(Subjects subjects) {
        this.subjects = subjects;
    }

    /** Returns the people for what is no act of the person: a device is not linked to anybody by it. */
    People find(Session session, Predicate<RecipientIdentifier> wanted) {
        return find(session, wanted, Linking.REFUSED);
    }

    /** Returns the people; {@code wanted} tells which identifier the request is about first. */
    People find(Session session, Predicate<RecipientIdentifier> wanted, Linking linking) {
        List<OpenSubject> known = subjects.known(session.context(), session.recipient());
        if (linking != Linking.ALLOWED && linksADevice(session, known)) {
            if (linking == Linking.REFUSED) {
                throw ProblemException.at(ProblemCode.METHOD_NOT_QUALIFIED, "/recipient", "LINKS_A_DEVICE");
            }
            return apart(session, wanted, known);
        }
        if (known.isEmpty()) {
            OpenSubject created =
                    subjects.create(session.context(), session.recipient().domain());
            subjects.attachUnknown(session.context(), created, session.recipient());
            return new People(created, List.of(created));
        }
        OpenSubject primary = owner(session, known, wanted).orElse(known.get(0));
        subjects.attachUnknown(session.context(), primary, session.recipient());
        return new People(primary, known);
    }

    /** Whether something that nobody has would make a device somebody's, or somebody a device's. */
    private static boolean linksADevice(Session session, List<OpenSubject> known) {
        List<RecipientIdentifier> all = session.recipient().identifiers();
        boolean mixed = all.stream().anyMatch(PeopleFinder::isDevice)
                && all.stream().anyMatch(identifier -> !isDevice(identifier));
        return mixed && all.stream().anyMatch(identifier -> isNew(identifier, known));
    }

    /** The devices that nobody has become a subject of their own, so that a no is recorded on both. */
    private People apart(Session session, Predicate<RecipientIdentifier> wanted, List<OpenSubject> known) {
        List<RecipientIdentifier> all = session.recipient().identifiers();
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
        return new People(owner(session, people, wanted).orElse(people.get(0)), people);
    }

    private OpenSubject created(Session session, List<OpenSubject> people) {
        OpenSubject created =
                subjects.create(session.context(), session.recipient().domain());
        people.add(created);
        return created;
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
