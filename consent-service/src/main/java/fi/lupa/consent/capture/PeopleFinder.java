// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.subject.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds or creates the subjects of a recipient.
 *
 * <p>Subjects are never merged. Where the identifiers belong to several, what nobody has is attached to the one the yes is for, otherwise to
 * the first: so it comes under that person's prohibitions.
 */
@ApplicationScoped
class PeopleFinder {

    private final Subjects subjects;

    PeopleFinder(Subjects subjects) {
        this.subjects = subjects;
    }

    /** Returns the people; {@code wanted} tells which identifier the request is about first. */
    People find(Session session, Predicate<RecipientIdentifier> wanted) {
        List<OpenSubject> known = subjects.known(session.context(), session.recipient());
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
