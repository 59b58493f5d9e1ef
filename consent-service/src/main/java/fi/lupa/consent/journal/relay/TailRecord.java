// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record found on a topic, read as far as it is needed to look it up in the journal. */
record TailRecord(Kind kind, UUID tenant, String subject, UUID eventId, int epoch, int revision, long xid) {

    /** What a record says it is. */
    enum Kind {
        FACT,
        STATE,
        CATALOGUE,
        WATERMARK
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID NONE = new UUID(0, 0);

    /** Reads a record; nothing when it is none of ours (a stranger's bytes prove nothing about the database). */
    static Optional<TailRecord> read(ConsumerRecord<byte[], byte[]> record) {
        String type = header(record, "ce_type");
        if (record.value() == null || type.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode body = JSON.readTree(record.value());
            Kind kind = kind(type);
            UUID id = UUID.fromString(header(record, "ce_id"));
            UUID tenant = kind == Kind.WATERMARK ? NONE : UUID.fromString(text(body, "tenant"));
            long xid = Long.parseLong(text(body, "xid"));
            return Optional.of(new TailRecord(
                    kind, tenant, text(body, "subject"), id, body.path("epoch").intValue(), revision(body), xid));
        } catch (IOException | IllegalArgumentException strange) {
            return Optional.empty();
        }
    }

    /** The state of a subject, for looking it up. */
    static TailRecord ofState(JsonNode body) {
        return new TailRecord(
                Kind.STATE,
                UUID.fromString(text(body, "tenant")),
                text(body, "subject"),
                NONE,
                body.path("epoch").intValue(),
                revision(body),
                Long.parseLong(text(body, "xid")));
    }

    private static Kind kind(String type) {
        if (type.equals(EventRecords.STATE_TYPE)) {
            return Kind.STATE;
        }
        if (type.equals(EventRecords.WATERMARK_TYPE)) {
            return Kind.WATERMARK;
        }
        return type.startsWith("fi.lupa.catalogue.") ? Kind.CATALOGUE : Kind.FACT;
    }

    private static int revision(JsonNode body) {
        return body.path("revision").intValue();
    }

    private static String text(JsonNode body, String name) {
        String text = body.path(name).textValue();
        return text == null ? "" : text;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
