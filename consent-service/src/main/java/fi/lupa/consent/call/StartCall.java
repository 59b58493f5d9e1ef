// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.telling.CallListeners;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records that a call has begun: what the person was told, and who listens. */
@ApplicationScoped
class StartCall {

    private static final Logger LOG = Logger.getLogger(StartCall.class);

    private final SubjectDoor door;
    private final CallDoor calls;
    private final CallRows rows;
    private final CallListeners listeners;
    private final OtherFacts facts;
    private final CallMeans means;

    StartCall(
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

    /** Returns 201; throws CAPTURE_INCOMPLETE unless the person was told that a machine speaks, NOTICE_VERSION_UNKNOWN and what a disclosure may. */
    Answer start(Caller caller, CallBody body, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        Instant aiDisclosedAt = Timestamps.truncate(body.check(means.now()));
        return door.once(
                caller, body.controller(), body.recipient(), claim, visit -> record(visit, body, aiDisclosedAt));
    }

    private CommittedAnswer record(SubjectDoor.Visit visit, CallBody body, Instant aiDisclosedAt) {
        CaptureContext context = visit.context();
        visit.controller().requireOpen(context.recordedAt());
        door.require(visit.caller(), visit.controller(), MandateRight.CAPTURE, context.recordedAt());
        means.requireText(context.tenant(), body.notice(), body.controller());
        UUID id = means.nextId();
        OtherFacts.Telling telling = facts.begin(context, visit.caller().client(), body.controller());
        List<UUID> disclosed = listeners.disclose(visit, telling, body.recipient(), body.listening(), "call-" + id);
        OpenSubject first = visit.people().get(0);
        Call call = new Call(
                id,
                body.controller(),
                first.id(),
                calls.seal(first, id, body.recipient()),
                body.notice(),
                disclosed,
                Timestamps.truncate(body.startedAt()),
                aiDisclosedAt,
                null,
                null);
        rows.insert(context.tenant(), call, visit.caller().client(), context.recordedAt());
        for (OpenSubject subject : visit.people()) {
            tell(visit, telling, subject, call);
        }
        telling.close();
        LOG.infof("Call begun: call=%s subject=%s controller=%s", id, first.id(), body.controller());
        return new CommittedAnswer(means.created(context, call), null);
    }

    private static void tell(SubjectDoor.Visit visit, OtherFacts.Telling telling, OpenSubject subject, Call call) {
        telling.note(
                subject,
                CallFact.STARTED,
                CallFact.MEMBER,
                CallFact.started(call),
                visit.identifiers().of(subject));
    }
}
