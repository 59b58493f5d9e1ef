// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The way in for other features that write about the people a recipient stands for. */
@ApplicationScoped
public class SubjectDoor {

    private final Entrance entrance;
    private final PeopleFinder people;
    private final OutgoingMails mails;
    private final Catalogue catalogue;

    SubjectDoor(Entrance entrance, PeopleFinder people, OutgoingMails mails, Catalogue catalogue) {
        this.mails = mails;
        this.entrance = entrance;
        this.people = people;
        this.catalogue = catalogue;
    }

    /**
     * One write in progress.
     *
     * @param people whom the recipient stands for, found or created; each must get a fact
     * @param identifiers each person's identifiers of the recipient, as personal fields
     */
    public record Visit(
            CaptureContext context,
            Caller caller,
            Controller controller,
            List<OpenSubject> people,
            Identifiers identifiers) {

        /** Keeps a copy. */
        public Visit {
            people = List.copyOf(people);
        }
    }

    /** The recipient's identifiers that a subject has, as personal fields of a fact. */
    @FunctionalInterface
    public interface Identifiers {

        /** Returns the fields. */
        List<PersonalField> of(OpenSubject subject);
    }

    /** Runs the work once for the claim, with the locks of the recipient held. */
    public Answer once(
            Caller caller,
            String controller,
            List<RawIdentifier> recipient,
            IdempotencyClaim claim,
            Function<Visit, CommittedAnswer> work) {
        return entrance.once(caller, controller, recipient, claim, session -> {
            return work.apply(visit(session, persons(session, Linking.REFUSED)));
        });
    }

    /** One controller's part of a write at several. Valid inside the transaction only. */
    public final class Place {

        private final Session session;
        private final Map<UUID, List<OpenSubject>> entered;

        private Place(Session session, Map<UUID, List<OpenSubject>> entered) {
            this.session = session;
            this.entered = entered;
        }

        public Controller controller() {
            return session.controller();
        }

        public CaptureContext context() {
            return session.context();
        }

        /** Whether the controller has anything on record of somebody whom the recipient stands for. */
        public boolean isKnown() {
            return people.isKnown(session);
        }

        /** Finds or creates the people of its register, each by itself where a device would be linked; each must get a fact. */
        public Visit enter() {
            List<OpenSubject> found =
                    entered.computeIfAbsent(session.recipient().domain(), register -> persons(session, Linking.APART));
            return visit(session, found);
        }

        /** Queues a letter to the e-mail addresses of the recipient that these people have, and to no other. */
        public void write(Visit visit, Letter letter) {
            visit.people().forEach(subject -> mails.letter(session, subject, letter));
        }
    }

    /** Runs the work once for the claim, in one transaction for all these controllers, with the locks of the recipient held. */
    public Answer onceAtEach(
            Caller caller,
            List<String> controllers,
            List<RawIdentifier> recipient,
            IdempotencyClaim claim,
            Function<List<Place>, CommittedAnswer> work) {
        return entrance.onceAtEach(
                caller, controllers, controller -> entrance.recipient(controller, recipient), claim, sessions -> {
                    Map<UUID, List<OpenSubject>> entered = new HashMap<>();
                    return work.apply(sessions.stream()
                            .map(session -> new Place(session, entered))
                            .toList());
                });
    }

    private static Visit visit(Session session, List<OpenSubject> people) {
        return new Visit(
                session.context(), session.caller(), session.controller(), people, subject -> fields(session, subject));
    }

    /** A person's rights are not an organisation's: what an organisation has prohibited stays whoever of its people is erased. */
    private List<OpenSubject> persons(Session session, Linking linking) {
        if (session.recipient().ofPersons().identifiers().isEmpty()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/recipient", "NOT_A_PERSON");
        }
        return people.find(session, identifier -> false, linking).all().stream()
                .filter(subject -> subject.identifiers().stream()
                        .anyMatch(held -> !held.type().ofOrganisation()))
                .toList();
    }

    private static List<PersonalField> fields(Session session, OpenSubject subject) {
        List<PersonalField> fields = new ArrayList<>();
        session.of(subject).forEach(identifier -> fields.add(identifier.field()));
        return fields;
    }

    /** Throws MANDATE_OUT_OF_SCOPE unless the caller is the controller's own client, or its mandate in force has the right. */
    public void require(Caller caller, Controller controller, MandateRight right, Instant now) {
        boolean may = controller.ownClients().contains(caller.client())
                || catalogue.mandatesOf(caller.tenant(), caller.client()).isEmpty()
                || catalogue.mandatesOf(caller.tenant(), caller.client()).stream()
                        .filter(mandate -> mandate.controller().equals(controller.key()))
                        .anyMatch(mandate -> mandate.purposes().stream()
                                .anyMatch(purpose -> mandate.covers(right, purpose, null, now)));
        if (!may) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
    }
}
