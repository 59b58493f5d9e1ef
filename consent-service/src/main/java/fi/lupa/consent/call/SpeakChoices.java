// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.SpokenChoices;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Records what a person said in a call, with the recording as proof; after a stop the same call gives no yes. */
@ApplicationScoped
class SpeakChoices {

    private final CallDoor calls;
    private final SpokenChoices choices;

    SpeakChoices(CallDoor calls, SpokenChoices choices) {
        this.calls = calls;
        this.choices = choices;
    }

    /** Returns 201 as a capture does; throws CAPTURE_INCOMPLETE, CHOICE_NOT_ALLOWED, RANGE_INVALID and what a capture may. */
    Answer speak(Caller caller, UUID id, SpokenBody body, IdempotencyClaim claim) {
        body.check();
        CallDoor.Found found = calls.find(caller, id);
        Call call = found.call();
        Map<String, String> evidence = new HashMap<>(Map.of("call", id.toString()));
        RecordingRef recording = body.recording();
        if (recording != null) {
            evidence.putAll(recording.evidence());
        }
        SpokenChoices.Spoken spoken = new SpokenChoices.Spoken(
                call.controller(),
                found.recipient(),
                body.choices(),
                new SpokenChoices.Said(
                        call.notice().id(),
                        call.notice().version(),
                        call.notice().language(),
                        "call/" + id + "/" + Timestamps.format(body.at()),
                        body.at(),
                        evidence));
        return choices.record(caller, spoken, claim, context -> require(calls.require(caller, id), body));
    }

    /** Asked once the person's lock is held: a stop that was before is seen. */
    private static void require(Call call, SpokenBody body) {
        Instant ended = call.endedAt();
        boolean within = !body.at().isBefore(call.startedAt())
                && (ended == null || !body.at().isAfter(ended));
        if (!within) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/at", "NOT_IN_CALL");
        }
        if (body.saysYes() && call.stoppedAt() != null) {
            throw ProblemException.at(ProblemCode.CHOICE_NOT_ALLOWED, "/choices", "STOPPED_IN_THIS_CALL");
        }
    }
}
