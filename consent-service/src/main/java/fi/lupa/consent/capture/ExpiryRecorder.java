// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.Because;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Expired;
import fi.lupa.consent.permission.domain.Pending;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.RecordState;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides from the state, with the subject's lock held, whether a record's time has run out, and records it. */
@ApplicationScoped
class ExpiryRecorder {

    /** No client does it: time does. */
    private static final String CLIENT = "lupa";

    private final Catalogue catalogue;
    private final Subjects subjects;
    private final WaitingRecords records;
    private final Deadlines deadlines;
    private final FactWriter facts;
    private final Ids ids;

    ExpiryRecorder(
            Catalogue catalogue,
            Subjects subjects,
            WaitingRecords records,
            Deadlines deadlines,
            FactWriter facts,
            Ids ids) {
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.records = records;
        this.deadlines = deadlines;
        this.facts = facts;
        this.ids = ids;
    }

    /** Whose lock it takes: whoever has the record's identifier now. */
    SubjectId owner(TenantId tenant, Deadlines.Due due) {
        return find(tenant, due).map(WaitingRecord::subject).orElse(due.subject());
    }

    private Optional<WaitingRecord> find(TenantId tenant, Deadlines.Due due) {
        ConfirmationToken one = new ConfirmationToken(tenant, due.subject(), Instant.EPOCH, List.of(due.recordId()));
        return records.find(one).stream().findFirst();
    }

    /**
     * Returns whether something has expired; otherwise the record is looked at again later, or never if nothing rests on it. Whoever was merged or
     * split since the owner was read is left for the next time.
     */
    boolean record(CaptureContext context, Deadlines.Due due, SubjectId owner) {
        TenantId tenant = context.tenant();
        Optional<WaitingRecord> record = find(tenant, due);
        if (record.filter(found -> !found.subject().equals(owner)).isPresent()) {
            return false;
        }
        Optional<OpenSubject> subject = subjects.open(tenant, owner);
        if (subject.isEmpty() || record.isEmpty()) {
            deadlines.remove(tenant, due.recordId());
            return false;
        }
        Optional<Instant> end = end(tenant, subject.get(), record.get());
        boolean over = end.filter(when -> !context.recordedAt().isBefore(when)).isPresent();
        if (end.isPresent() && !over) {
            deadlines.postpone(tenant, due.recordId(), end.get());
            return false;
        }
        deadlines.remove(tenant, due.recordId());
        if (over) {
            tell(context, subject.get(), record.get());
        }
        forget(context, subject.get(), record.get());
        return over;
    }

    /** What was never confirmed leaves no proof, and no address where nothing else was ever said. */
    private void forget(CaptureContext context, OpenSubject subject, WaitingRecord record) {
        if (record.confirmedBy() == null && deadlines.forget(context.tenant(), record.id()) && nothingSaid(subject)) {
            subjects.forgetValues(context, subject);
        }
    }

    private static boolean nothingSaid(OpenSubject subject) {
        return subject.state().onlyAsked() && subject.standing().equals(Standing.LIVE);
    }

    /** When what stands on this record ends; nothing if nothing stands on it any more. */
    private Optional<Instant> end(TenantId tenant, OpenSubject subject, WaitingRecord record) {
        Cell cell = cell(subject, record);
        Pending pending = cell.pending();
        if (pending != null && pending.recordId().equals(record.id())) {
            return Optional.ofNullable(pending.expiresAt());
        }
        Permission permission = cell.permission();
        if (permission == null || !permission.recordId().equals(record.id()) || permission.expiredAt() != null) {
            return Optional.empty();
        }
        return validUntil(tenant, record, permission.effectiveAt());
    }

    private Optional<Instant> validUntil(TenantId tenant, WaitingRecord record, Instant from) {
        Optional<ZoneId> zone = catalogue
                .controller(tenant, record.controller())
                .map(Controller::timeZone)
                .map(ZoneId::of);
        return catalogue.purpose(tenant, record.controller(), record.purpose()).flatMap(purpose -> {
            LifeTime validity = purpose.validity();
            return validity == null ? Optional.empty() : zone.map(known -> validity.after(from, known));
        });
    }

    private static Cell cell(OpenSubject subject, WaitingRecord record) {
        return subject.state().cell(record.key(), record.ref());
    }

    private void tell(CaptureContext context, OpenSubject subject, WaitingRecord record) {
        Instant now = context.recordedAt();
        Pending pending = cell(subject, record).pending();
        Because because = pending != null && pending.recordId().equals(record.id()) ? pending.because() : null;
        Recording recording = facts.begin(context, CLIENT, record.controller());
        recording.fold(
                subject,
                new Expired(record.id(), record.key(), record.ref(), now),
                (controller, purpose) -> Optional.empty());
        FactDraft draft = new FactDraft(
                ids.next(),
                FactKind.CONSENT_EXPIRED,
                now,
                consent(record, because),
                null,
                null,
                null,
                new FactView.CapturePart(record.method(), Actor.SYSTEM, now, null, null, false, false, false),
                List.of());
        recording.tell(subject, draft, null);
        recording.close();
    }

    private static FactView.Consent consent(WaitingRecord record, @Nullable Because because) {
        FactView.Consent said = record.consent();
        return new FactView.Consent(
                said.recordId(),
                said.purpose(),
                said.purposeVersion(),
                said.channel(),
                said.identifierType(),
                said.choice(),
                RecordState.EXPIRED,
                true,
                because,
                said.basis(),
                said.topics(),
                said.offerOwners(),
                said.disclosedTo(),
                said.explicit(),
                null,
                said.expiresAt(),
                said.notice());
    }
}
