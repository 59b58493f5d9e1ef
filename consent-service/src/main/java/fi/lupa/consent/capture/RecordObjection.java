// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Objected;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records an objection (GDPR 21), by whatever method it came, on every subject the recipient stands for. */
@ApplicationScoped
class RecordObjection {

    private final Entrance entrance;
    private final Planning planning;
    private final ObjectionChecks checks;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final Ids ids;

    RecordObjection(
            Entrance entrance,
            Planning planning,
            ObjectionChecks checks,
            PeopleFinder people,
            CaptureDesk desk,
            Ids ids) {
        this.entrance = entrance;
        this.planning = planning;
        this.checks = checks;
        this.people = people;
        this.desk = desk;
        this.ids = ids;
    }

    /** Returns the answer, 201 with the objection; throws the problem of a body that is refused. */
    Answer object(Caller caller, ObjectionRequest request, IdempotencyClaim claim) {
        caller.mayActFor(request.controller());
        checks.body(request);
        return entrance.once(
                caller,
                request.controller(),
                controller -> recipient(controller, request),
                claim,
                session -> record(session, request));
    }

    /** An organisation's prohibition is also one of its domain and its business id: it holds for its other addresses too. */
    private Recipient recipient(Controller controller, ObjectionRequest request) {
        if (request.scope() != ObjectionScope.ORGANISATION) {
            return entrance.recipient(controller, request.recipient());
        }
        ContactRequest contact = request.contact();
        ContactRequest.Organisation organisation = contact == null ? null : contact.organisation();
        return entrance.widened(
                controller, request.recipient(), organisation == null ? null : organisation.businessId());
    }

    private CommittedAnswer record(Session session, ObjectionRequest request) {
        checks.mandate(session, request);
        FactView.Notice notice = planning.notice(session, request.capture());
        People found = people.findWithOrganisations(session, Linking.of(request.capture(), true));
        boolean replayed = desk.acts().known(session, request.capture(), request);
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, replayed);
        Recording recording = desk.begin(session);
        PurposeCatalogue purposes = planning.purposes(session);
        if (request.contact() != null) {
            new ContactRecorder(session, recording, purposes, ids)
                    .record(
                            found.primary(),
                            request.contact(),
                            request.capture().at());
        }
        Recorded recorded = new Recorded();
        for (OpenSubject subject : found.all()) {
            recorded.add(one(session, subject, new Said(request, capture, recording, purposes)));
        }
        return desk.close(session, found, recording, new CaptureDesk.Outcome(capture, recorded, ids.next()));
    }

    private record Said(
            ObjectionRequest request, CaptureFacts capture, Recording recording, PurposeCatalogue purposes) {}

    private RecordView one(Session session, OpenSubject subject, Said said) {
        UUID id = ids.next();
        ObjectionRequest request = said.request();
        Objection objection = subject.state()
                .saidAgain(new Objection(
                        id,
                        request.controller(),
                        request.scope(),
                        request.channel(),
                        request.purpose(),
                        request.topic(),
                        request.capture().at(),
                        session.now(),
                        null));
        Effect effect = said.recording().fold(subject, new Objected(objection), said.purposes());
        List<PersonalField> personal = new ArrayList<>(said.capture().personal());
        session.of(subject).forEach(identifier -> personal.add(identifier.field()));
        FactDraft draft = new FactDraft(
                id,
                FactKind.OBJECTION_RECORDED,
                request.capture().at(),
                null,
                ObjectionParts.of(objection),
                null,
                null,
                said.capture().part(),
                personal);
        said.recording().tell(subject, draft, null);
        return ObjectionParts.view(objection, effect);
    }
}
