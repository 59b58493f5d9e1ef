// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a register, a JSON object a line: what it is, each person, and last how many there were and the SHA-256 of all bytes before that line. Without
 * its last line a register was broken off. Not thread-safe.
 */
final class RegisterLines {

    private static final int BUFFER = 1 << 16;
    private static final int FORMAT = 1;

    /** What is the same in every fact, or stands beside what is personal. Whose it is stays: it may be of somebody who has become part of the person. */
    private static final List<String> INNER = List.of("tenant", "domain", "controller", "_sd", "_sd_alg");

    private final ObjectMapper mapper;
    private final OutputStream out;
    private final MessageDigest digest;
    private final JsonGenerator json;
    private long people;
    private long erased;
    private long restricted;
    private long facts;
    private long records;

    RegisterLines(ObjectMapper mapper, OutputStream to) throws IOException {
        this.mapper = mapper;
        out = new BufferedOutputStream(to, BUFFER);
        digest = sha256();
        json = mapper.getFactory()
                .createGenerator(new DigestOutputStream(out, digest))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .setPrettyPrinter(new MinimalPrettyPrinter(null));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void first(RegisterCopy asked, Instant at) throws IOException {
        json.writeTree(mapper.createObjectNode()
                .put("register", asked.controller())
                .put("format", FORMAT)
                .put("departure", asked.order().toString())
                .put("at", Timestamps.format(at)));
        json.writeRaw('\n');
    }

    /** Begins a line; its facts follow. */
    void begin(RegisterPeople.Member member) throws IOException {
        json.writeStartObject();
        for (var part : member.head().properties()) {
            json.writeFieldName(part.getKey());
            json.writeTree(part.getValue());
        }
        json.writeArrayFieldStart("facts");
        people += member.erased() ? 0 : 1;
        erased += member.erased() ? 1 : 0;
        restricted += member.restricted() ? 1 : 0;
    }

    void fact(CopiedFact copied) throws IOException {
        ObjectNode fact = copied.fact().deepCopy();
        fact.remove(INNER);
        ArrayNode personal = fact.putArray("personal");
        for (CopiedFact.Field field : copied.fields()) {
            personal.addObject()
                    .put("name", field.name())
                    .put("sha256", field.digest())
                    .set("value", field.value());
        }
        if (copied.missing() != null) {
            fact.put("missing", copied.missing());
        }
        json.writeTree(fact);
        facts++;
        records += fact.path("consent").isObject() ? 1 : 0;
    }

    void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Writes the last line; nothing may follow. Returns how many people there were. */
    long last() throws IOException {
        json.flush();
        ObjectNode last = mapper.createObjectNode()
                .put("people", people)
                .put("erased", erased)
                .put("restricted", restricted)
                .put("facts", facts)
                .put("records", records)
                .put("sha256", HexFormat.of().formatHex(digest.digest()));
        out.write(mapper.writeValueAsBytes(last));
        out.write('\n');
        out.flush();
        return people;
    }
}
