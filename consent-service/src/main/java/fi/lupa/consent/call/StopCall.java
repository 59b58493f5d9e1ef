// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Ends what a person in a call wants ended: in force, and told to who listens, in one transaction. */
@ApplicationScoped
class StopCall {

    private static final Logger LOG = Logger.getLogger(StopCall.class);

    private final SubjectDoor door;
    private final CallDoor calls;
    private final CallRows rows;
    private final Stops stops;
    private final OtherFacts facts;
    private final CallMeans means;

    StopCall(SubjectDoor door, CallDoor calls, CallRows rows, Stops stops, OtherFacts facts, CallMeans means) {
        this.door = door;
        this.calls = calls;
        this.rows = rows;
        this.stops = stops;
        this.facts = facts;
        this.means = means;
    }

    /**
     * Returns 200; never refused for who it comes from: a mandate cuts nobody's no short. Throws NOT_FOUND or that the body cannot be.
     */
    Answer stop(Caller caller, UUID id, StopBody body, IdempotencyClaim claim) {
        body.check(means.now());
        CallDoor.Found found = calls.find(caller, id);
        return door.once(caller, found.call().controller(), found.recipient(), claim, visit -> record(visit, id, body));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, UUID id, StopBody body) {
        Call call = calls.require(visit.caller(), id);
        CaptureContext context = visit.context();
        Instant at = Timestamps.truncate(body.at());
        for (OpenSubject subject : visit.people()) {
            Stops.Origin origin = new Stops.Origin(
                    context,
                    visit.controller(),
                    visit.caller().client(),
                    CaptureMethod.RECORDED_CALL,
                    at,
                    evidence(visit, subject, call, body));
            for (ObjectionScope scope : body.understood().scopes()) {
                stops.object(origin, subject, scope, Heard.channel(scope), null);
            }
            if (body.understood().endsProcessing()) {
                endProcessing(origin, subject);
            }
        }
        rows.stop(context.tenant(), id, context.recordedAt());
        tell(visit, call, body);
        LOG.infof("Stop in a call: call=%s heard=%s", id, body.understood());
        return new CommittedAnswer(means.ok(context, calls.require(visit.caller(), id)), null);
    }

    private void endProcessing(Stops.Origin origin, OpenSubject subject) {
        Set<Integer> refs = subject.refs(type -> true);
        for (Purpose purpose :
                means.processing(origin.context(), origin.controller().key())) {
            if (purpose.channels().isEmpty()) {
                stops.stop(origin, subject, refs, purpose, null);
            }
            purpose.channels()
                    .forEach(channel -> stops.stop(origin, subject, refs, purpose, Channel.valueOf(channel.name())));
        }
    }

    /** Who listens is told by the fact, whether or not the person had said the same before. */
    private void tell(SubjectDoor.Visit visit, Call call, StopBody body) {
        OpenSubject first = visit.people().get(0);
        OtherFacts.Telling telling = facts.begin(visit.context(), visit.caller().client(), call.controller());
        telling.note(
                first,
                CallFact.STOPPED,
                CallFact.MEMBER,
                CallFact.stopped(call, body),
                evidence(visit, first, call, body));
        telling.close();
    }

    private static List<PersonalField> evidence(
            SubjectDoor.Visit visit, OpenSubject subject, Call call, StopBody body) {
        List<PersonalField> evidence = new ArrayList<>(visit.identifiers().of(subject));
        evidence.add(new PersonalField("evidence.call", call.id().toString()));
        if (body.words() != null) {
            evidence.add(new PersonalField("evidence.words", body.words()));
        }
        return evidence;
    }
}
