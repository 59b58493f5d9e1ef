// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentityCodeGuard;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads questions and writes answers as JSON: the single answer member by member, since it is written most often. */
@Singleton
final class DecisionJson {

    private static final int USUAL_LENGTH = 1_024;

    private final ObjectMapper mapper;
    private final ObjectReader question;
    private final ObjectReader questions;
    private final ObjectWriter batch;

    DecisionJson(ObjectMapper mapper) {
        this.mapper = mapper;
        question = mapper.readerFor(DecisionRequest.class);
        questions = mapper.readerFor(BatchRequest.class);
        batch = mapper.writerFor(BatchView.class);
    }

    /** Reads a question; throws what {@code JsonFailure} knows, or IDENTIFIER_NOT_ACCEPTED where it holds an identity code. */
    DecisionRequest question(byte[] body) throws IOException {
        DecisionRequest plain = PlainQuestion.read(body);
        return plain == null ? there(question.<DecisionRequest>readValue(checked(body))) : plain;
    }

    /** Reads a batch in the same way. */
    BatchRequest questions(byte[] body) throws IOException {
        return there(questions.<BatchRequest>readValue(checked(body)));
    }

    private static byte[] checked(byte[] body) {
        if (body.length == 0) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
        IdentityCodeGuard.check(body);
        return body;
    }

    private static <T> T there(@Nullable T read) {
        if (read == null) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
        return read;
    }

    byte[] bytes(BatchView view) {
        try {
            return batch.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(DecisionView view) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_LENGTH)) {
            try (JsonGenerator json = mapper.getFactory().createGenerator(bytes)) {
                write(json, view);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator json, DecisionView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("decision", view.decision());
        json.writeStringField("reason", view.reason());
        json.writeStringField("basis", view.basis());
        json.writeStringField("explanation", view.explanation());
        json.writeStringField("language", view.language());
        texts(json, "rules", view.rules());
        json.writeStringField("remedy", view.remedy());
        texts(json, "obligations", view.obligations());
        details(json, view.obligationDetails());
        evidence(json, view.evidence());
        time(json, "notBefore", view.notBefore());
        time(json, "validUntil", view.validUntil());
        json.writeBooleanField("hypothetical", view.hypothetical());
        time(json, "asOf", view.asOf());
        revision(json, view.stateRevision());
        json.writeStringField("rulebook", view.rulebook());
        json.writeStringField("decisionId", view.decisionId().toString());
        json.writeStringField("handle", view.handle());
        json.writeEndObject();
    }

    private static void details(JsonGenerator json, Map<String, Map<String, String>> details) throws IOException {
        json.writeObjectFieldStart("obligationDetails");
        for (Map.Entry<String, Map<String, String>> obligation : details.entrySet()) {
            json.writeObjectFieldStart(obligation.getKey());
            for (Map.Entry<String, String> detail : obligation.getValue().entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, DecisionView.@Nullable EvidenceView evidence) throws IOException {
        if (evidence == null) {
            json.writeNullField("evidence");
            return;
        }
        json.writeObjectFieldStart("evidence");
        json.writeStringField("consentId", evidence.consentId());
        json.writeStringField("noticeId", evidence.noticeId());
        json.writeStringField("noticeVersion", evidence.noticeVersion());
        time(json, "givenAt", evidence.givenAt());
        json.writeStringField("prohibitionId", evidence.prohibitionId());
        json.writeEndObject();
    }

    private static void revision(JsonGenerator json, @Nullable Integer revision) throws IOException {
        if (revision == null) {
            json.writeNullField("stateRevision");
        } else {
            json.writeNumberField("stateRevision", revision);
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : Timestamps.format(time));
    }
}
