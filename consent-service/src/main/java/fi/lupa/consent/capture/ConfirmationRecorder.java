// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Confirmation;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Given;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.receipt.ReceiptRegister;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records the pressed button of a confirmation link: a new, own act of the person that shows control of the address. */
@ApplicationScoped
class ConfirmationRecorder {

    private static final Logger LOG = Logger.getLogger(ConfirmationRecorder.class);

    /** The button is on our own page; no client stands between. */
    private static final String CLIENT = "lupa";

    private final Catalogue catalogue;
    private final Subjects subjects;
    private final FactWriter facts;
    private final ReceiptRegister receipts;
    private final Ids ids;
    private final InstantSource clock;

    ConfirmationRecorder(
            Catalogue catalogue,
            Subjects subjects,
            FactWriter facts,
            ReceiptRegister receipts,
            Ids ids,
            InstantSource clock) {
        this.receipts = receipts;
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.facts = facts;
        this.ids = ids;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns those records that still wait, with their purposes. */
    Map<WaitingRecord, Purpose> standing(
            TenantId tenant, OpenSubject subject, Controller controller, List<WaitingRecord> records, Instant now) {
        Map<WaitingRecord, Purpose> standing = new LinkedHashMap<>();
        for (WaitingRecord record : controller.isClosed(now) ? List.<WaitingRecord>of() : records) {
            Cell cell = subject.state().cell(record.key(), record.ref());
            catalogue
                    .purpose(tenant, record.controller(), record.purpose())
                    .filter(purpose -> !purpose.retired())
                    .filter(purpose -> Confirmation.stands(
                            subject.state(),
                            cell,
                            record.id(),
                            PurposeRulesReader.of(purpose, controller),
                            record.topics(),
                            now))
                    .ifPresent(purpose -> standing.put(record, purpose));
        }
        return standing;
    }

    /** Whether what confirmed the record still stands. */
    static boolean confirmed(OpenSubject subject, WaitingRecord record) {
        Permission permission = subject.state().cell(record.key(), record.ref()).permission();
        return permission != null && permission.recordId().equals(record.confirmedBy());
    }

    /** Records all of them; returns whether any permission came of it. */
    boolean record(
            CaptureContext context, OpenSubject subject, Controller controller, Map<WaitingRecord, Purpose> waiting) {
        Recording recording = facts.begin(context, CLIENT, controller.key());
        UUID receiptId = ids.next();
        PurposeCatalogue purposes = (owner, key) -> catalogue
                .purpose(context.tenant(), owner, key)
                .map(purpose -> PurposeRulesReader.of(purpose, controller));
        boolean any = false;
        for (Map.Entry<WaitingRecord, Purpose> entry : waiting.entrySet()) {
            Line line = new Line(entry.getKey(), entry.getValue(), controller, receiptId);
            any |= one(recording, subject, line, purposes);
        }
        receipts.keep(context, receipt(subject, controller, receiptId, waiting, recording));
        recording.close();
        LOG.infof(
                "Confirmed: subject=%s revision=%d records=%d controller=%s",
                subject.id(), subject.state().revision(), waiting.size(), controller.key());
        return any;
    }

    private static ReceiptRegister.Covered receipt(
            OpenSubject subject,
            Controller controller,
            UUID id,
            Map<WaitingRecord, Purpose> confirmed,
            Recording recording) {
        @Nullable
        String language = confirmed.keySet().stream()
                .flatMap(record -> Stream.ofNullable(record.consent().notice()))
                .map(FactView.Notice::language)
                .findFirst()
                .orElse(null);
        return new ReceiptRegister.Covered(id, subject.id(), controller.key(), language, recording.said());
    }

    private record Line(WaitingRecord record, Purpose purpose, Controller controller, UUID receiptId) {}

    private boolean one(Recording recording, OpenSubject subject, Line line, PurposeCatalogue purposes) {
        WaitingRecord record = line.record();
        Act act = act(recording.context().recordedAt(), record);
        IdentifierType type = type(subject, record.ref());
        Given given = given(line, type, act);
        Effect effect = recording.fold(subject, given, purposes);
        due(recording, subject, line, given);
        Optional<String> value = subjects.value(recording.context().tenant(), subject, record.ref());
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.of(effect.state()),
                act.at(),
                consent(given, line, effect),
                null,
                null,
                null,
                new FactView.CapturePart(
                        act.method(), act.actor(), act.at(), null, act.controlDefault(), false, false, false),
                value.map(text -> new OwnIdentifier(record.ref(), type, text).field()).stream()
                        .toList());
        recording.tell(subject, draft, new ConsentRow(line.receiptId(), record.ref(), record.id()));
        return effect.effective();
    }

    private Given given(Line line, IdentifierType type, Act act) {
        WaitingRecord record = line.record();
        return new Given(
                ids.next(),
                record.key(),
                record.ref(),
                type,
                PurposeRulesReader.of(line.purpose(), line.controller()),
                record.terms(),
                act,
                null,
                // The link shows whose address it is, and it is pressed now.
                null);
    }

    private static void due(Recording recording, OpenSubject subject, Line line, Given given) {
        LifeTime validity = line.purpose().validity();
        Permission standing =
                subject.state().cell(given.key(), given.identifier()).permission();
        boolean stands = standing != null && standing.recordId().equals(given.recordId());
        if (stands && validity != null) {
            ZoneId zone = ZoneId.of(line.controller().timeZone());
            recording.due(subject, given.recordId(), validity.after(given.act().effectiveAt(), zone));
        }
    }

    private static Act act(Instant now, WaitingRecord record) {
        return new Act(
                CaptureMethod.DOUBLE_OPT_IN_LINK,
                Actor.SUBJECT,
                now,
                now,
                null,
                ControlDefault.NONE,
                false,
                false,
                false,
                record.notice());
    }

    private static IdentifierType type(OpenSubject subject, int ref) {
        return subject.identifiers().stream()
                .filter(held -> held.ref() == ref)
                .map(HeldIdentifier::type)
                .findFirst()
                .orElseThrow();
    }

    private static FactView.Consent consent(Given given, Line line, Effect effect) {
        FactView.Consent asked = line.record().consent();
        return new FactView.Consent(
                given.recordId(),
                asked.purpose(),
                line.purpose().version(),
                asked.channel(),
                given.identifierType(),
                Choice.GIVEN,
                effect.state(),
                effect.effective(),
                effect.because(),
                FactView.Consent.BASIS,
                asked.topics(),
                asked.offerOwners(),
                asked.disclosedTo(),
                asked.explicit(),
                null,
                null,
                asked.notice());
    }
}
