// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.domain.Watermark;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes Kafka records of journal rows: CloudEvents 1.0 in binary mode, no personal data in key or header. */
final class EventRecords {

    static final String WATERMARK_KEY = "~watermark";
    static final String STATE_TYPE = "fi.lupa.permission-state.v1";
    static final String WATERMARK_TYPE = "fi.lupa.watermark.v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String CURRENT = "current";
    private static final String SOURCE = "/lupa/consent-service";
    /** A state is an event of its own; its id is made from its fact's so that a repetition bears the same. */
    private static final long STATE_ID = 0x2L;

    private static final byte[] NO_IDENTIFIERS = {'[', ']'};

    static final List<String> LISTS = List.of(
            "identifiers", "choices", "objections", "contacts", "relationships", "restrictions", "rightsRequests");

    private final TopicDefinitions topics;
    private final SealedIdentifiers vault;
    private final ObjectMapper json = JSON;

    EventRecords(TopicDefinitions topics, SealedIdentifiers vault) {
        this.topics = topics;
        this.vault = vault;
    }

    /** All records of a row, in the order in which they are sent. */
    List<ProducerRecord<String, byte[]>> of(JournalRow row) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        if (!row.isPublished()) {
            return records;
        }
        if (row.isSuppression()) {
            records.add(suppression(row));
            return records;
        }
        if (row.isCount()) {
            records.add(counts(row));
            return records;
        }
        if (row.isRecipientNotice()) {
            records.add(recipientNotice(row));
            return records;
        }
        records.add(row.subject() == null ? catalogue(row) : fact(row));
        if (row.state() != null) {
            records.add(state(row));
        }
        return records;
    }

    ProducerRecord<String, byte[]> fact(JournalRow row) {
        String subject = subject(row);
        Envelope envelope = new Envelope(row.eventId(), "fi.lupa." + row.kind() + ".v1", row.recordedAt(), subject);
        return record(topics.events(), key(row), StampedText.of(row.place(), row.payload(), null), envelope);
    }

    ProducerRecord<String, byte[]> catalogue(JournalRow row) {
        ObjectNode entry = stamped(row, row.payload());
        String kind = entry.path("kind").textValue();
        String id = entry.path("id").textValue();
        String key = row.tenant() + ":" + kind + ":" + id + ":"
                + entry.path("version").textValue();
        Envelope envelope = new Envelope(row.eventId(), "fi.lupa.catalogue." + kind + ".v1", row.recordedAt(), id);
        return record(topics.catalogue(), key, entry, envelope);
    }

    /** A block as it is now, which is at least what the row stands for; or which slot of a register is in force. */
    ProducerRecord<String, byte[]> suppression(JournalRow row) {
        ObjectNode body = stamped(row, row.payload());
        boolean block = row.entries() != null;
        if (block) {
            body.set("entries", parsed(row.entries()));
        }
        String list = body.path("list").textValue();
        String key = String.join(":", row.tenant().toString(), list, suppressionPart(body));
        String type = "fi.lupa.suppression-" + (block ? "block" : "current") + ".v1";
        return record(topics.suppressions(), key, body, new Envelope(row.eventId(), type, row.recordedAt(), list));
    }

    /** How much was sent to a subject as it is now, which is at least what the row stands for; whole, so that a repetition adds nothing. */
    ProducerRecord<String, byte[]> counts(JournalRow row) {
        ObjectNode body = stamped(row, row.payload());
        body.set("counts", parsed(row.entries()));
        String subject = body.path("subject").textValue();
        Envelope envelope = new Envelope(row.eventId(), "fi.lupa.contact-count.v1", row.recordedAt(), subject);
        return record(topics.contacts(), row.tenant() + ":" + subject, body, envelope);
    }

    /** What a recipient has to be told, or that it has acknowledged it; in order for each recipient. */
    ProducerRecord<String, byte[]> recipientNotice(JournalRow row) {
        ObjectNode body = stamped(row, row.payload());
        JsonNode recipient = body.path("recipient");
        String key = String.join(
                ":",
                row.tenant().toString(),
                recipient.path("kind").textValue(),
                recipient.path("key").textValue());
        Envelope envelope = new Envelope(
                row.eventId(),
                "fi.lupa." + row.kind() + ".v1",
                row.recordedAt(),
                body.path("notice").textValue());
        return record(topics.recipientNotices(), key, body, envelope);
    }

    /** Of a block its slot and name, of a register as a whole {@code current}: what follows tenant and list in the key. */
    static String suppressionPart(JsonNode body) {
        String block = body.path("block").textValue();
        return block == null ? CURRENT : body.path("slot").asText("-") + ":" + block;
    }

    /** List, slot and block of a row about a suppression list, as they are ordered for publishing again. */
    static List<String> place(JournalRow row) {
        JsonNode body = parsed(row.payload());
        String block = body.path("block").textValue();
        boolean current = block == null;
        return List.of(
                body.path("list").asText(),
                current ? CURRENT : body.path("slot").asText("-"),
                current ? CURRENT : block);
    }

    private static JsonNode parsed(@Nullable String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal row is not JSON", e);
        }
    }

    ProducerRecord<String, byte[]> state(JournalRow row) {
        String text = row.state();
        if (text == null) {
            throw new IllegalArgumentException("the row has no state");
        }
        byte[] sealed = row.sealedIdentifiers();
        byte[] wrapped = row.wrappedKey();
        byte[] state;
        if (sealed == null) {
            state = StampedText.of(row.place(), text, NO_IDENTIFIERS);
        } else if (wrapped == null) {
            state = bytes(shell(stamped(row, text)));
        } else {
            state = StampedText.of(row.place(), text, identifiers(row, wrapped, sealed));
        }
        UUID id = new UUID(row.eventId().getMostSignificantBits(), row.eventId().getLeastSignificantBits() ^ STATE_ID);
        return record(topics.states(), key(row), state, new Envelope(id, STATE_TYPE, row.recordedAt(), row.subject()));
    }

    ProducerRecord<String, byte[]> watermark(String topic, int partition, Watermark mark, UUID id) {
        ObjectNode body = json.createObjectNode()
                .put("epoch", mark.epoch())
                .put("completeTo", Timestamps.format(mark.completeTo()))
                .put("xid", Long.toString(mark.xid()));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, WATERMARK_KEY, bytes(body));
        return with(record, new Envelope(id, WATERMARK_TYPE, mark.completeTo(), null));
    }

    /** The seal says that nobody else wrote them; only their shape is looked at. */
    private byte[] identifiers(JournalRow row, byte[] wrapped, byte[] sealed) {
        byte[] opened = vault.open(new TenantId(row.tenant()), new SubjectId(subject(row)), wrapped, sealed);
        if (opened.length < 2 || opened[0] != '[' || opened[opened.length - 1] != ']') {
            throw new IllegalStateException("opened identifiers are not a JSON array");
        }
        return opened;
    }

    /** What is published of a state whose subject's key was destroyed, whatever it was before. */
    private ObjectNode shell(ObjectNode state) {
        ObjectNode shell = json.createObjectNode();
        List.of("tenant", "domain", "subject", "epoch", "revision", "xid", "recordedAt")
                .forEach(name -> shell.set(name, state.get(name)));
        shell.put("status", "ERASED").putNull("mergedInto");
        LISTS.forEach(shell::putArray);
        return shell;
    }

    private ObjectNode stamped(JournalRow row, String text) {
        try {
            return ((ObjectNode) json.readTree(text))
                    .put("epoch", row.place().epoch())
                    .put("xid", Long.toString(row.place().xid()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal row is not JSON", e);
        }
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, ObjectNode body, Envelope envelope) {
        return record(topic, key, bytes(body), envelope);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, byte[] body, Envelope envelope) {
        return with(new ProducerRecord<>(topic, key, body), envelope);
    }

    private byte[] bytes(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, Envelope envelope) {
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", envelope.id().toString());
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_type", envelope.type());
        add(headers, "ce_time", Timestamps.format(envelope.time()));
        if (envelope.subject() != null) {
            add(headers, "ce_subject", envelope.subject());
        }
        add(headers, "content-type", "application/json");
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(JournalRow row) {
        return row.tenant() + ":" + subject(row);
    }

    private static String subject(JournalRow row) {
        if (row.subject() == null) {
            throw new IllegalArgumentException("the row has no subject");
        }
        return row.subject();
    }

    private record Envelope(
            UUID id, String type, Instant time, @Nullable String subject) {}
}
