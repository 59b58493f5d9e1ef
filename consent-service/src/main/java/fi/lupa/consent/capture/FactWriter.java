// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.vault.SealedUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns drafts into facts of a subject and writes all that belongs to them: disclosures, records, journal rows, the state. */
@ApplicationScoped
class FactWriter {

    private final Subjects subjects;
    private final Journal journal;
    private final SecureRandom random;
    private final ObjectMapper json;

    FactWriter(Subjects subjects, Journal journal, SecureRandom random, ObjectMapper json) {
        this.subjects = subjects;
        this.journal = journal;
        this.random = random;
        this.json = json;
    }

    /** Begins the facts of a write. */
    Recording begin(CaptureContext context, String client, String controller) {
        return new Recording(this, context, client, controller);
    }

    /** Notes what belongs to one fact, its journal row apart, and returns the fact. */
    FactView write(
            Recording recording, OpenSubject subject, FactDraft draft, FactView.More more, @Nullable ConsentRow row) {
        Disclosures disclosures = Disclosures.of(draft.personal(), random);
        FactView fact = fact(recording, subject, draft, more, disclosures);
        if (!disclosures.isEmpty()) {
            byte[] sealed = subject.key().seal(disclosures.bytes(), SealedUse.DISCLOSURES + fact.id());
            recording.kept().disclosures(fact.tenant(), fact.id(), subject, sealed);
        }
        FactView.Consent consent = fact.consent();
        if (consent != null && row != null) {
            recording.kept().record(fact, consent, row, body(fact, consent, row.receiptId()));
        }
        return fact;
    }

    private static FactView fact(
            Recording recording, OpenSubject subject, FactDraft draft, FactView.More more, Disclosures disclosures) {
        CaptureContext context = recording.context();
        return new FactView(
                draft.eventId(),
                draft.kind(),
                context.tenant().value(),
                subject.domain(),
                subject.id().value(),
                subject.state().revision(),
                context.recordedAt(),
                draft.at(),
                recording.client(),
                recording.controller(),
                draft.consent(),
                draft.objection(),
                draft.contact(),
                draft.relationship(),
                more.callback(),
                more.preferences(),
                more.report(),
                draft.capture(),
                Disclosures.ALGORITHM,
                disclosures.digests());
    }

    private String body(FactView fact, FactView.Consent consent, UUID receiptId) {
        Object capture = Objects.requireNonNull(fact.capture(), "a consent has a capture");
        return text(Map.of("consent", consent, "capture", capture, "receiptId", receiptId));
    }

    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact cannot be written", null);
        }
    }

    Subjects subjects() {
        return subjects;
    }

    Journal journal() {
        return journal;
    }
}
