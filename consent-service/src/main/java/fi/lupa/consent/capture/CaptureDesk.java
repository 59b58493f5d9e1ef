// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.receipt.ReceiptRegister;
import fi.lupa.consent.store.CommittedAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Begins and ends the write of a capture: act, facts, confirmation, answer, and the one line in the log. */
@ApplicationScoped
class CaptureDesk {

    private static final Logger LOG = Logger.getLogger(CaptureDesk.class);

    private final ActMemory acts;
    private final FactWriter facts;
    private final Answering answering;
    private final ConfirmationRequests confirmations;

    CaptureDesk(ActMemory acts, FactWriter facts, Answering answering, ConfirmationRequests confirmations) {
        this.acts = acts;
        this.facts = facts;
        this.answering = answering;
        this.confirmations = confirmations;
    }

    /** What a capture came to. */
    record Outcome(CaptureFacts capture, Recorded recorded, UUID receiptId) {}

    ActMemory acts() {
        return acts;
    }

    Recording begin(Session session) {
        return facts.begin(
                session.context(),
                session.caller().client(),
                session.controller().key());
    }

    /** Stores all, with one line in the log for each subject. */
    void finish(Session session, People people, Recording recording) {
        log(session, people, recording.close());
    }

    private static void log(Session session, People people, int told) {
        people.all()
                .forEach(subject -> LOG.infof(
                        "Captured: subject=%s revision=%d facts=%d controller=%s client=%s",
                        subject.id(),
                        subject.state().revision(),
                        told,
                        session.controller().key(),
                        session.caller().client()));
    }

    /** Stores all, asks for the confirmations that are missing and answers 201. */
    CommittedAnswer close(Session session, People people, Recording recording, Outcome outcome) {
        recording.receipt(receipt(session, people, recording, outcome));
        log(session, people, recording.closeLater());
        List<Waiting> waiting = outcome.recorded().waiting();
        if (!waiting.isEmpty()) {
            session.context().flush();
        }
        String link = confirmations.request(session, outcome.capture(), waiting);
        CaptureView view = new CaptureView(
                people.primary().id().value(),
                answering.revision(session.context()),
                outcome.recorded().records(),
                "/v1/receipts/" + outcome.receiptId(),
                link);
        return answering.created(people.primary(), view);
    }

    /** Stores what is neither a yes nor a no and answers 200. */
    CommittedAnswer closeQuietly(Session session, People people, Recording recording) {
        finish(session, people, recording);
        return answering.ok(
                people.primary(), new ChangeView(people.primary().id().value(), revision(session)));
    }

    /** The answer to a change that has no records. */
    record ChangeView(String subjectId, String revision) {}

    /** The token of the write in progress. */
    String revision(Session session) {
        return answering.revision(session.context());
    }

    CommittedAnswer created(People people, Object view) {
        return answering.created(people.primary(), view);
    }

    private static ReceiptRegister.Covered receipt(
            Session session, People people, Recording recording, Outcome outcome) {
        String controller = session.controller().key();
        FactView.Notice notice = outcome.capture().notice();
        @Nullable
        String language = notice != null
                ? notice.language()
                : people.primary()
                        .state()
                        .contact(controller)
                        .map(Contact::language)
                        .orElse(null);
        return new ReceiptRegister.Covered(
                outcome.receiptId(), people.primary().id(), controller, language, recording.said());
    }
}
