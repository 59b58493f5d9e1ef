// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Folding;
import fi.lupa.consent.permission.domain.PermissionFact;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.receipt.ReceiptRegister;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.SealedUse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts of one write, in order; {@link #close} stores the states and appends the journal. Valid inside the transaction only. */
final class Recording {

    private final FactWriter writer;
    private final CaptureContext context;
    private final String client;
    private final String controller;
    private final Map<OpenSubject, List<FactView>> facts = new LinkedHashMap<>();
    private final List<UUID> said = new ArrayList<>();
    private final FactRows.Kept kept = new FactRows.Kept();
    private final Deadlines.Added due = new Deadlines.Added();
    private final List<ReceiptRegister.Covered> receipts = new ArrayList<>();

    Recording(FactWriter writer, CaptureContext context, String client, String controller) {
        this.writer = writer;
        this.context = context;
        this.client = client;
        this.controller = controller;
    }

    CaptureContext context() {
        return context;
    }

    /** What is stored beside the journal at the end. */
    FactRows.Kept kept() {
        return kept;
    }

    /** How many things were said so far by or for persons. */
    int count() {
        return said.size();
    }

    /** The ids of what was said since there were so many. */
    List<UUID> saidSince(int count) {
        return List.copyOf(said.subList(count, said.size()));
    }

    String client() {
        return client;
    }

    String controller() {
        return controller;
    }

    /** Folds a yes or a no into the subject's state and returns what came of it. */
    Effect fold(OpenSubject subject, PermissionFact fact, PurposeCatalogue purposes) {
        return Objects.requireNonNull(foldAny(subject, fact, purposes).effect(), "a choice has an effect");
    }

    /** Folds any fact into the subject's state. */
    Folding foldAny(OpenSubject subject, PermissionFact fact, PurposeCatalogue purposes) {
        Folding folding = fact.foldInto(subject.state(), purposes);
        subject.become(folding.state());
        return folding;
    }

    /** Tells the fact that was just folded. */
    FactView tell(OpenSubject subject, FactDraft draft, @Nullable ConsentRow row) {
        return told(subject, writer.write(this, subject, draft, FactView.More.NONE, row));
    }

    /** Tells the fact that was just folded, one that is neither yes nor no. */
    FactView note(OpenSubject subject, FactDraft draft, FactView.More more) {
        return told(subject, writer.write(this, subject, draft, more, null));
    }

    private FactView told(OpenSubject subject, FactView fact) {
        facts.computeIfAbsent(subject, key -> new ArrayList<>()).add(fact);
        if (fact.consent() != null || fact.objection() != null) {
            said.add(fact.id());
        }
        return fact;
    }

    /** Notes when the time of a record runs out; the sweep looks at it then. */
    void due(OpenSubject subject, UUID recordId, Instant when) {
        due.add(context, subject.id(), recordId, when);
    }

    /** Notes a receipt for what was said. */
    void receipt(ReceiptRegister.Covered receipt) {
        receipts.add(receipt);
    }

    /** The ids of what was said by or for the person so far: what a receipt covers. */
    List<UUID> said() {
        return List.copyOf(said);
    }

    /** Stores each subject's state and appends its facts, the last one with the state; returns how many facts there are. */
    int close() {
        return close(new Together(), true);
    }

    /** Does the same with what is pending, at the end of the transaction, if nobody follows the facts. */
    int closeLater() {
        return close(context.pending(), false);
    }

    private int close(Together writes, boolean now) {
        List<JournalEntry> entries = new ArrayList<>();
        Map<OpenSubject, String> states = writer.subjects().saveAll(context, facts.keySet(), writes);
        FactRows.keep(kept, writes);
        Deadlines.add(due, writes);
        ReceiptRegister.keep(context, receipts, writes);
        facts.forEach((subject, told) -> {
            String state = states.get(subject);
            byte[] identifiers = subject.key()
                    .seal(identifiers(subject).getBytes(StandardCharsets.UTF_8), SealedUse.STATE_IDENTIFIERS);
            for (int i = 0; i < told.size(); i++) {
                boolean last = i == told.size() - 1;
                entries.add(entry(subject, told.get(i), last ? state : null, last ? identifiers : null));
            }
        });
        writer.journal().append(entries, writes, now);
        return entries.size();
    }

    private JournalEntry entry(
            OpenSubject subject, FactView fact, @Nullable String state, byte @Nullable [] identifiers) {
        return new JournalEntry(
                context.tenant(),
                context.epoch(),
                fact.id(),
                fact.kind().wireName(),
                subject.id(),
                fact.revision(),
                writer.text(fact),
                state,
                identifiers,
                context.recordedAt());
    }

    private String identifiers(OpenSubject subject) {
        return writer.text(
                subject.identifiers().stream().map(StateIdentifier::of).toList());
    }

    /** One entry of the state's {@code identifiers}. */
    record StateIdentifier(int ref, String type, String key, int keyVersion, Since since) {

        static StateIdentifier of(HeldIdentifier held) {
            return new StateIdentifier(
                    held.ref(),
                    held.type().name(),
                    held.key().base64Url(),
                    held.key().version(),
                    new Since(held.sinceEpoch(), Long.toString(held.sinceXid())));
        }
    }

    /** Since when a subject has an identifier. */
    record Since(int epoch, String xid) {}
}
