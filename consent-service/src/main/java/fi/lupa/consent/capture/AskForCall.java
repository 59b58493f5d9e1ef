// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.CallbackAsked;
import fi.lupa.consent.permission.domain.CallbackRequest;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records that a person asked to be called: a distinct wish of their own, for few calls and a short time (SVPL 201 §). */
@ApplicationScoped
class AskForCall {

    private static final int MOST_CALLS = 3;
    private static final LifeTime LONGEST = new LifeTime("P31D");

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final CallbackRows rows;
    private final Ids ids;

    AskForCall(
            Entrance entrance, Planning planning, PeopleFinder people, CaptureDesk desk, CallbackRows rows, Ids ids) {
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.desk = desk;
        this.rows = rows;
        this.ids = ids;
    }

    /** The answer: the request's id and until when it holds. */
    record CallbackView(UUID id, Instant expiresAt, String subjectId, String revision) {}

    /** Returns 201; throws METHOD_NOT_QUALIFIED unless it is the person's own, fresh and distinct wish. */
    Answer ask(Caller caller, CallbackBody body, Optional<IdempotencyClaim> claim, InstantSource clock) {
        caller.mayActFor(body.controller());
        CaptureChecks.check(body.capture(), clock.instant());
        CaptureChecks.names(body.productGroups(), "/productGroups");
        if (body.maxCalls() < 1 || body.maxCalls() > MOST_CALLS) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/maxCalls", "OUT_OF_RANGE");
        }
        Instant now = clock.instant();
        if (body.expiresIn().after(now).isAfter(LONGEST.after(now))) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/expiresIn", "TOO_LONG");
        }
        return entrance.write(caller, body.controller(), body.recipient(), claim, session -> record(session, body));
    }

    private CommittedAnswer record(Session session, CallbackBody body) {
        if (!planning.mayCaptureAnything(session)) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
        boolean phone = session.recipient().identifiers().stream()
                .anyMatch(identifier -> identifier.type() == IdentifierType.PHONE);
        if (!phone) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_MISSING_FOR_CHANNEL, "/recipient", "PHONE");
        }
        session.requireOpen();
        FactView.Notice notice = planning.notice(session, body.capture());
        People found = people.find(
                session, identifier -> identifier.type() == IdentifierType.PHONE, Linking.of(body.capture(), false));
        boolean replayed = desk.acts().known(session, body.capture(), body);
        CaptureFacts capture = CaptureFacts.of(session, body.capture(), notice, replayed);
        if (!capture.act().distinctWish()) {
            throw ProblemException.at(ProblemCode.METHOD_NOT_QUALIFIED, "/capture", "NOT_A_DISTINCT_WISH");
        }
        return tell(session, found, capture, request(session, body));
    }

    private CallbackRequest request(Session session, CallbackBody body) {
        Instant now = session.now();
        return new CallbackRequest(
                ids.next(),
                body.controller(),
                body.productGroups(),
                body.capture().at(),
                body.expiresIn().after(now),
                body.maxCalls(),
                0,
                List.of(),
                null,
                now);
    }

    private CommittedAnswer tell(Session session, People found, CaptureFacts capture, CallbackRequest request) {
        OpenSubject subject = found.primary();
        People owner = new People(subject, List.of(subject));
        Recording recording = desk.begin(session);
        recording.foldAny(subject, new CallbackAsked(request), planning.purposes(session));
        List<PersonalField> personal = new ArrayList<>(capture.personal());
        session.of(subject).forEach(identifier -> personal.add(identifier.field()));
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.CALLBACK_REQUESTED,
                capture.act().at(),
                null,
                null,
                null,
                null,
                capture.part(),
                personal);
        recording.note(subject, draft, new FactView.More(FactView.CallbackPart.of(request), null, null));
        rows.keep(session.context(), request.id(), new CallbackRows.Owner(subject.id(), request.controller()));
        desk.finish(session, owner, recording);
        return desk.created(
                owner,
                new CallbackView(request.id(), request.expiresAt(), subject.id().value(), desk.revision(session)));
    }
}
