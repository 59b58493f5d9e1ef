// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as one line of JSON. These very bytes are the leaf of the minute's tree, so they are written once and never again;
 * members that do not apply are left out.
 */
final class RecordLine {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();
    private static final ObjectReader MEMBERS = JSON.readerFor(Members.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int USUAL_LENGTH = 640;

    private RecordLine() {}

    /**
     * What of a line is needed to file it.
     *
     * @param line without the line's end
     */
    record Filed(
            Series series,
            Instant at,
            String addressee,
            String decision,
            String reason,
            String rulebook,
            String line) {}

    /** Returns the line without its end. */
    static byte[] write(DecisionRecord answer) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", answer.id().toString());
            json.writeStringField("at", Timestamps.format(answer.at()));
            json.writeStringField("tenant", answer.series().tenant().value().toString());
            json.writeStringField("client", answer.series().client());
            json.writeStringField("controller", answer.series().controller());
            json.writeStringField("purpose", answer.series().purpose());
            text(json, "channel", answer.channel());
            json.writeStringField("addressee", answer.addressee());
            json.writeStringField("handle", answer.handle());
            json.writeStringField("question", answer.question());
            answer(json, answer);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static void answer(JsonGenerator json, DecisionRecord answer) throws IOException {
        json.writeStringField("decision", answer.decision());
        json.writeStringField("reason", answer.reason());
        json.writeStringField("row", answer.row());
        text(json, "basis", answer.basis());
        json.writeStringField("rulebook", answer.rulebook());
        if (answer.stateRevision() != null) {
            json.writeNumberField("stateRevision", answer.stateRevision());
        }
        time(json, "asOf", answer.asOf());
        time(json, "notBefore", answer.notBefore());
        time(json, "validUntil", answer.validUntil());
        if (answer.hypothetical()) {
            json.writeBooleanField("hypothetical", true);
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Timestamps.format(value));
        }
    }

    /** Reads a line back; throws IOException if it is none of ours, as after a crash in the middle of writing. */
    static Filed read(byte[] line) throws IOException {
        try {
            Members plain = PlainRecord.read(line);
            return filed(plain == null ? MEMBERS.readValue(line) : plain, line);
        } catch (RuntimeException e) {
            throw new IOException("not a decision record");
        }
    }

    private static Filed filed(Members read, byte[] line) throws IOException {
        return new Filed(
                new Series(
                        new TenantId(UUID.fromString(given(read.tenant))),
                        given(read.client),
                        given(read.controller),
                        given(read.purpose)),
                Timestamps.parse(given(read.at)),
                given(read.addressee),
                given(read.decision),
                given(read.reason),
                given(read.rulebook),
                new String(line, StandardCharsets.UTF_8));
    }

    /** What is read of a line; the other members of the record are nobody's concern here. */
    record Members(
            @Nullable String at,
            @Nullable String tenant,
            @Nullable String client,
            @Nullable String controller,
            @Nullable String purpose,
            @Nullable String addressee,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String rulebook) {}

    private static String given(@Nullable String member) throws IOException {
        if (member == null) {
            throw new IOException("not a decision record");
        }
        return member;
    }
}
