// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Lifted;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lifts one objection as a whole, by an act of the person that qualifies; any other act is refused and nothing is stored. */
@ApplicationScoped
class LiftObjection {

    private final Entrance entrance;
    private final Planning planning;
    private final Subjects subjects;
    private final CaptureDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    LiftObjection(
            Entrance entrance, Planning planning, Subjects subjects, CaptureDesk desk, Ids ids, InstantSource clock) {
        this.entrance = entrance;
        this.planning = planning;
        this.subjects = subjects;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** Throws NOT_FOUND unless an identifier of the recipient has the objection, METHOD_NOT_QUALIFIED unless the act qualifies. */
    Answer lift(Caller caller, UUID objectionId, LiftRequest request, IdempotencyClaim claim) {
        caller.mayActFor(request.controller());
        CaptureChecks.check(request.capture(), clock.instant());
        return entrance.once(
                caller,
                request.controller(),
                request.recipient(),
                claim,
                session -> record(session, objectionId, request));
    }

    private CommittedAnswer record(Session session, UUID objectionId, LiftRequest request) {
        session.requireOpen();
        FactView.Notice notice = planning.notice(session, request.capture());
        OpenSubject subject = subjects.known(session.context(), session.recipient()).stream()
                .filter(known -> objection(known, objectionId, session).isPresent())
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        if (!planning.mayCaptureAnything(session)) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
        Objection objection = objection(subject, objectionId, session).orElseThrow();
        boolean replayed = desk.acts().known(session, request.capture(), request);
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, replayed);
        Recording recording = desk.begin(session);
        Effect effect = lift(session, subject, objection, capture, recording);
        Recorded recorded = new Recorded();
        recorded.add(ObjectionParts.view(objection, effect));
        People people = new People(subject, List.of(subject));
        return desk.close(session, people, recording, new CaptureDesk.Outcome(capture, recorded, ids.next()));
    }

    private Effect lift(
            Session session, OpenSubject subject, Objection objection, CaptureFacts capture, Recording recording) {
        OwnIdentifier identifier =
                OwnIdentifier.shown(session.of(subject), capture.act().method());
        Lifted fact = new Lifted(objection.id(), identifier.type(), capture.act());
        Effect effect = recording.fold(subject, fact, planning.purposes(session));
        if (!effect.effective()) {
            throw ProblemException.at(ProblemCode.METHOD_NOT_QUALIFIED, "/capture", String.valueOf(effect.because()));
        }
        List<PersonalField> personal = new ArrayList<>(capture.personal());
        personal.add(identifier.field());
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.OBJECTION_LIFTED,
                capture.act().at(),
                null,
                ObjectionParts.of(objection),
                null,
                null,
                capture.part(),
                personal);
        recording.tell(subject, draft, null);
        return effect;
    }

    private static Optional<Objection> objection(OpenSubject subject, UUID id, Session session) {
        return subject.state().objection(id).filter(found -> found.controller()
                .equals(session.controller().key()));
    }
}
