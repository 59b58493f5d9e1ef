// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.RawIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps in the ledger who listens to a call, so that they are told what ends it. Runs inside the write of the call. */
@ApplicationScoped
public class CallListeners {

    private static final List<String> DATA = List.of("voice");

    private final KnownRecipients known;
    private final LedgerRows ledger;
    private final NoticeRows notices;
    private final Ids ids;

    CallListeners(KnownRecipients known, LedgerRows ledger, NoticeRows notices, Ids ids) {
        this.known = known;
        this.ledger = ledger;
        this.notices = notices;
        this.ids = ids;
    }

    /** What a listener of a call was told. */
    public record StopNotice(
            UUID id,
            String kind,
            String key,
            Instant dueAt,
            @Nullable Instant acknowledgedAt) {}

    /**
     * Records a disclosure to each, as a fact about each person of the visit; returns the ledger's ids.
     *
     * @param reference under which name they know the call
     */
    public List<UUID> disclose(
            SubjectDoor.Visit visit,
            OtherFacts.Telling telling,
            List<RawIdentifier> recipient,
            List<Listener> listeners,
            String reference) {
        return listeners.stream()
                .map(listener -> {
                    DisclosureBody body = new DisclosureBody(
                            visit.controller().key(),
                            recipient,
                            new DisclosedTo(listener.kind(), listener.key()),
                            listener.purpose(),
                            DATA,
                            reference,
                            visit.context().recordedAt());
                    return disclose(visit, telling, body);
                })
                .toList();
    }

    private UUID disclose(SubjectDoor.Visit visit, OtherFacts.Telling telling, DisclosureBody body) {
        body.check();
        known.require(visit, body);
        CaptureContext context = visit.context();
        LedgerEntry entry = LedgerEntry.of(ids.next(), body);
        ledger.keep(context.tenant(), entry, visit.caller().client(), context.recordedAt());
        for (OpenSubject subject : visit.people()) {
            ledger.about(context.tenant(), entry.id(), subject.id());
            telling.note(
                    subject,
                    RecordDisclosure.FACT,
                    RecordDisclosure.PART,
                    DisclosurePart.of(entry),
                    visit.identifiers().of(subject));
        }
        return entry.id();
    }

    /** What the listeners of a call were told to stop, in the active transaction. */
    public List<StopNotice> stops(TenantId tenant, List<UUID> disclosures) {
        return notices.about(tenant, About.CALL_STOPPED, disclosures).stream()
                .map(notice -> new StopNotice(
                        notice.id(),
                        notice.recipient().kind().name(),
                        notice.recipient().key(),
                        notice.dueAt(),
                        notice.acknowledgedAt()))
                .toList();
    }
}
