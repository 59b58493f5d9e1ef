// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.PreferenceView;
import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Preferred;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records how a person wants to be contacted. It only holds contact back; what was held back is let go by the person's own later word alone. */
@ApplicationScoped
class SetPreferences {

    private final Entrance entrance;
    private final Planning planning;
    private final PeopleFinder people;
    private final CaptureDesk desk;
    private final Ids ids;
    private final InstantSource clock;

    SetPreferences(
            Entrance entrance, Planning planning, PeopleFinder people, CaptureDesk desk, Ids ids, InstantSource clock) {
        this.entrance = entrance;
        this.planning = planning;
        this.people = people;
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** Returns 200 with the subject's id and the revision. */
    Answer set(Caller caller, PreferencesRequest request, Optional<IdempotencyClaim> claim) {
        caller.mayActFor(request.controller());
        CaptureChecks.check(request.capture(), clock.instant());
        PreferenceChecks.check(request);
        return entrance.write(
                caller, request.controller(), request.recipient(), claim, session -> record(session, request));
    }

    private CommittedAnswer record(Session session, PreferencesRequest request) {
        if (!planning.mayCaptureAnything(session)) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
        FactView.Notice notice = planning.notice(session, request.capture());
        People found = people.find(session, identifier -> false, Linking.of(request.capture(), false));
        boolean replayed = desk.acts().known(session, request.capture(), request);
        CaptureFacts capture = CaptureFacts.of(session, request.capture(), notice, replayed);
        Recording recording = desk.begin(session);
        for (OpenSubject subject : found.all()) {
            boolean first = subject == found.primary();
            Act act = first ? capture.act() : capture.act().addingOnly();
            IdentifierType named =
                    OwnIdentifier.shown(session.of(subject), act.method()).type();
            Preferred said = new Preferred(request.change(), named, act);
            if (session.isClosed() && !said.onlyHoldsBack(subject.state())) {
                throw new ProblemException(ProblemCode.CONTROLLER_CLOSED);
            }
            recording.foldAny(subject, said, planning.purposes(session));
            recording.note(subject, draft(session, subject, capture), part(session, subject));
        }
        return desk.closeQuietly(session, found, recording);
    }

    private static FactView.More part(Session session, OpenSubject subject) {
        return new FactView.More(
                null,
                subject.state()
                        .wishes()
                        .preference(session.controller().key())
                        .map(PreferenceView::of)
                        .orElseThrow(),
                null);
    }

    private FactDraft draft(Session session, OpenSubject subject, CaptureFacts capture) {
        List<PersonalField> personal = new ArrayList<>(capture.personal());
        session.of(subject).forEach(identifier -> personal.add(identifier.field()));
        return new FactDraft(
                ids.next(),
                FactKind.PREFERENCES_SET,
                capture.act().at(),
                null,
                null,
                null,
                null,
                capture.part(),
                personal);
    }
}
