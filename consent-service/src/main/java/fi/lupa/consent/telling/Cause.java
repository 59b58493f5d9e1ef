// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.platform.id.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact that recipients have to be told of.
 *
 * @param event the fact's id
 * @param domain the register the subject is in
 * @param purpose the one purpose it is about; null: everything
 * @param joint whether those are told too who rely on the same consent (C-129/21)
 */
record Cause(
        UUID event,
        SubjectId subject,
        UUID domain,
        String controller,
        About about,
        @Nullable String purpose,
        boolean joint) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WITHDRAWN = "consent.withdrawn";
    private static final String STOPPED = "call.stopped";
    private static final String COMPLETED = "rights.completed";
    private static final Map<String, About> KINDS = Map.of(
            "subject.erased",
            About.ERASURE,
            "restriction.set",
            About.RESTRICTION,
            "restriction.lifted",
            About.RESTRICTION_LIFTED,
            COMPLETED,
            About.RECTIFICATION,
            WITHDRAWN,
            About.WITHDRAWAL,
            "consent.refused",
            About.WITHDRAWAL,
            "objection.recorded",
            About.OBJECTION,
            STOPPED,
            About.CALL_STOPPED);

    /** Reads a row of the journal; nothing unless it is such a fact. */
    static Optional<Cause> of(JournalEntry entry) {
        About about = KINDS.get(entry.kind());
        SubjectId subject = entry.subject();
        if (about == null || subject == null) {
            return Optional.empty();
        }
        JsonNode fact = json(entry);
        JsonNode rights = fact.path("rights");
        boolean rectified = "RECTIFICATION".equals(rights.path("kind").textValue())
                && "GRANTED".equals(rights.path("outcome").textValue());
        if (entry.kind().equals(COMPLETED) && !rectified) {
            return Optional.empty();
        }
        boolean joint = about == About.OBJECTION || entry.kind().equals(WITHDRAWN);
        return Optional.of(new Cause(
                entry.eventId(),
                subject,
                UUID.fromString(fact.path("domain").textValue()),
                fact.path("controller").textValue(),
                about,
                purpose(fact),
                joint));
    }

    private static @Nullable String purpose(JsonNode fact) {
        String chosen = fact.path("consent").path("purpose").textValue();
        return chosen == null ? fact.path("objection").path("purpose").textValue() : chosen;
    }

    static JsonNode json(JournalEntry entry) {
        try {
            return JSON.readTree(entry.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact is not JSON", null);
        }
    }

    /** An erasure takes everything of the person out of the register, whoever's it was. */
    boolean ofAllControllers() {
        return about == About.ERASURE;
    }

    /** What makes two facts of one write the same news: a no to a purpose on three channels is told once. */
    List<Object> news() {
        return List.of(subject, controller, about, Objects.requireNonNullElse(purpose, ""));
    }
}
