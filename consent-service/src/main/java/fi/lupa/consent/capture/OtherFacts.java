// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Noted;
import fi.lupa.consent.permission.domain.Objected;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PermissionFact;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes the facts of features that record no choice of their own: requests, restrictions, erasure, merges. */
@ApplicationScoped
public class OtherFacts {

    private static final PurposeCatalogue NO_RULES = (controller, purpose) -> Optional.empty();

    private final FactRows rows;
    private final Subjects subjects;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;
    private final ObjectMapper json;

    OtherFacts(FactRows rows, Subjects subjects, Journal journal, Ids ids, SecureRandom random, ObjectMapper json) {
        this.rows = rows;
        this.subjects = subjects;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
        this.json = json;
    }

    /** Begins the facts of a write; {@link Telling#close} stores them. */
    public Telling begin(CaptureContext context, String client, String controller) {
        return new Telling(context, client, controller);
    }

    /** The facts of one write. Valid inside the transaction only. */
    public final class Telling {

        private final CaptureContext context;
        private final String client;
        private final String controller;
        private final Map<OpenSubject, List<Told>> facts = new LinkedHashMap<>();

        private Telling(CaptureContext context, String client, String controller) {
            this.context = context;
            this.client = client;
            this.controller = controller;
        }

        private record Told(UUID id, String kind, int revision, String json) {}

        /** Tells something that changes no choice; {@code part} is the member of the fact that says what. */
        public void note(OpenSubject subject, String kind, String part, Object said, List<PersonalField> personal) {
            fold(subject, new Noted());
            tell(subject, kind, part, said, personal);
        }

        /** Folds a fact that will be told next. */
        public void fold(OpenSubject subject, PermissionFact fact) {
            subject.become(fact.foldInto(subject.state(), NO_RULES).state());
        }

        /** Records that somebody objects, as staff found; a standing objection that says the same is moved. */
        public void object(OpenSubject subject, ObjectionScope scope, Instant at) {
            object(subject, new Objection(ids.next(), controller, scope, null, null, null, at, now(), null));
        }

        /** Records an objection, as staff found; a standing one that says the same is moved. */
        public void object(OpenSubject subject, Objection said) {
            Instant at = said.at();
            Objection objection = subject.state().saidAgain(said);
            fold(subject, new Objected(objection));
            FactView.CapturePart capture = new FactView.CapturePart(
                    CaptureMethod.STAFF_ENTRY_UNSIGNED, Actor.STAFF, at, null, null, false, false, false);
            Map<String, Object> parts = Map.of("objection", ObjectionParts.of(objection), "capture", capture);
            tell(subject, FactKind.OBJECTION_RECORDED.wireName(), parts, List.of());
        }

        /** Tells what was just folded. */
        public void tell(OpenSubject subject, String kind, String part, Object said, List<PersonalField> personal) {
            tell(subject, kind, Map.of(part, said), personal);
        }

        private void tell(OpenSubject subject, String kind, Map<String, Object> parts, List<PersonalField> personal) {
            UUID id = ids.next();
            Disclosures disclosures = Disclosures.of(personal, random);
            if (!disclosures.isEmpty()) {
                byte[] sealed = subject.key().seal(disclosures.bytes(), SealedUse.DISCLOSURES + id);
                FactRows.Kept kept = new FactRows.Kept();
                kept.disclosures(context.tenant().value(), id, subject, sealed);
                rows.keep(kept);
            }
            ObjectNode fact = json.createObjectNode()
                    .put("id", id.toString())
                    .put("kind", kind)
                    .put("tenant", context.tenant().toString())
                    .put("domain", subject.domain().toString())
                    .put("subject", subject.id().value())
                    .put("revision", subject.state().revision())
                    .put("recordedAt", Timestamps.format(context.recordedAt()))
                    .put("at", Timestamps.format(context.recordedAt()))
                    .put("client", client)
                    .put("controller", controller);
            parts.forEach((part, said) -> fact.set(part, json.valueToTree(said)));
            fact.put("_sd_alg", Disclosures.ALGORITHM).set("_sd", json.valueToTree(disclosures.digests()));
            facts.computeIfAbsent(subject, key -> new ArrayList<>())
                    .add(new Told(id, kind, subject.state().revision(), fact.toString()));
        }

        /** Stores each subject as it is now, in the order in which they were first told of, and appends the journal. */
        public int close() {
            List<JournalEntry> entries = new ArrayList<>();
            facts.forEach((subject, told) -> {
                String state = subjects.save(context, subject);
                byte[] sealed = subject.standing().status() == Standing.Status.LIVE ? identifiers(subject) : null;
                for (int i = 0; i < told.size(); i++) {
                    boolean last = i == told.size() - 1;
                    Told fact = told.get(i);
                    entries.add(new JournalEntry(
                            context.tenant(),
                            context.epoch(),
                            fact.id(),
                            fact.kind(),
                            subject.id(),
                            fact.revision(),
                            fact.json(),
                            last ? state : null,
                            last ? sealed : null,
                            context.recordedAt()));
                }
            });
            journal.append(entries);
            return entries.size();
        }

        private byte[] identifiers(OpenSubject subject) {
            try {
                String text = json.writeValueAsString(subject.identifiers().stream()
                        .map(Recording.StateIdentifier::of)
                        .toList());
                return subject.key().seal(text.getBytes(StandardCharsets.UTF_8), SealedUse.STATE_IDENTIFIERS);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("identifiers cannot be written", null);
            }
        }

        /** The time of recording. */
        public Instant now() {
            return context.recordedAt();
        }
    }
}
