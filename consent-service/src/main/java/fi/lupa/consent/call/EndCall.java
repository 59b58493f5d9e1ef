// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.telling.CallListeners;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records that a call is over, with what was recorded of it, and shows calls. */
@ApplicationScoped
class EndCall {

    private final SubjectDoor door;
    private final CallDoor calls;
    private final CallRows rows;
    private final CallListeners listeners;
    private final OtherFacts facts;
    private final CallMeans means;

    EndCall(
            SubjectDoor door,
            CallDoor calls,
            CallRows rows,
            CallListeners listeners,
            OtherFacts facts,
            CallMeans means) {
        this.door = door;
        this.calls = calls;
        this.rows = rows;
        this.listeners = listeners;
        this.facts = facts;
        this.means = means;
    }

    /** Returns 200; the first end counts. Throws NOT_FOUND or that the body cannot be. */
    Answer end(Caller caller, UUID id, EndBody body, IdempotencyClaim claim) {
        CallBody.past(body.at(), means.now(), "/at");
        RecordingRef recording = body.recording();
        if (recording != null) {
            recording.check();
        }
        CallDoor.Found found = calls.find(caller, id);
        if (body.at().isBefore(found.call().startedAt())) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/at", "BEFORE_START");
        }
        return door.once(caller, found.call().controller(), found.recipient(), claim, visit -> record(visit, id, body));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, UUID id, EndBody body) {
        Call call = calls.require(visit.caller(), id);
        if (call.endedAt() == null) {
            rows.end(visit.context().tenant(), id, Timestamps.truncate(body.at()));
            tell(visit, call, body);
        }
        return new CommittedAnswer(means.ok(visit.context(), calls.require(visit.caller(), id)), null);
    }

    private void tell(SubjectDoor.Visit visit, Call call, EndBody body) {
        OpenSubject first = visit.people().get(0);
        List<PersonalField> evidence = new ArrayList<>(visit.identifiers().of(first));
        RecordingRef recording = body.recording();
        if (recording != null) {
            recording.evidence().forEach((name, value) -> evidence.add(new PersonalField("evidence." + name, value)));
        }
        OtherFacts.Telling telling = facts.begin(visit.context(), visit.caller().client(), call.controller());
        telling.note(first, CallFact.ENDED, CallFact.MEMBER, CallFact.ended(call, body.at()), evidence);
        telling.close();
    }

    /** Returns a call with what its listeners were told to end; throws NOT_FOUND. */
    CallView find(Caller caller, UUID id) {
        return calls.read(caller.tenant(), () -> {
            Call call = calls.require(caller, id);
            return CallView.of(call, listeners.stops(caller.tenant(), call.listeners()));
        });
    }
}
