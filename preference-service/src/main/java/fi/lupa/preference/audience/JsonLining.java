// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierValue;
import fi.lupa.platform.problem.JsonFailure;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Newline-delimited JSON. */
final class JsonLining implements Lining {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final JsonStringEncoder TEXT = JsonStringEncoder.getInstance();

    private final JsonFactory json;

    JsonLining(ObjectMapper mapper) {
        json = mapper.getFactory();
    }

    private static final class Found {

        private @Nullable IdentifierValue value;
        private @Nullable String sha256;
        private @Nullable String region;
        private @Nullable String ref;
    }

    @Override
    public String head(@Nullable String first) {
        return "";
    }

    @Override
    public boolean hasHead() {
        return false;
    }

    @Override
    public @Nullable Row readPlain(byte[] bytes, int from, int length) {
        return PlainLine.read(bytes, from, length);
    }

    @Override
    public Row read(String line) {
        Found found = new Found();
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(ProblemCode.MALFORMED_JSON);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(parser, found);
            }
            if (parser.nextToken() != null) {
                throw new ProblemException(ProblemCode.MALFORMED_JSON);
            }
        } catch (IOException e) {
            throw JsonFailure.in(e).orElseGet(() -> new ProblemException(ProblemCode.MALFORMED_JSON));
        }
        return new Row(found.value, found.sha256, found.region, found.ref, List.of());
    }

    private static void member(JsonParser parser, Found found) throws IOException {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "value" ->
                found.value = token == JsonToken.VALUE_STRING
                        ? new IdentifierValue(parser.getText(), false)
                        : parser.readValueAs(IdentifierValue.class);
            case "sha256" -> found.sha256 = text(parser, token);
            case "region" -> found.region = text(parser, token);
            case "ref" -> found.ref = text(parser, token);
            default -> throw new ProblemException(ProblemCode.UNKNOWN_MEMBER);
        }
    }

    private static String text(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/" + parser.currentName(), "WRONG_TYPE");
        }
        return parser.getText();
    }

    @Override
    public void answer(Row row, ListAnswer answer, StringBuilder out) {
        out.append("{\"ref\":");
        text(row.ref(), out);
        out.append(",\"handle\":\"").append(answer.handle());
        out.append("\",\"decision\":\"").append(answer.outcome().name());
        out.append("\",\"reason\":\"").append(answer.reason().name());
        out.append("\",\"notBefore\":");
        text(answer.notBefore() == null ? null : Timestamps.format(answer.notBefore()), out);
        if (answer.retry()) {
            out.append(",\"retry\":true");
        }
        if (answer.link() != null) {
            out.append(",\"List-Unsubscribe\":");
            text("<" + answer.link() + ">", out);
        }
        out.append("}\n");
    }

    @Override
    public void error(@Nullable Row row, Flaw flaw, StringBuilder out) {
        out.append("{\"line\":").append(flaw.line()).append(",\"ref\":");
        text(row == null || flaw.forbidden() ? null : row.ref(), out);
        out.append(",\"error\":\"").append(flaw.code().name()).append("\",\"reason\":");
        text(flaw.reason(), out);
        out.append("}\n");
    }

    @Override
    public Optional<String> receipt(String receipt) {
        return Optional.of("{\"receipt\":" + receipt + "}\n");
    }

    @Override
    public String ended(CheckEnd end) {
        return "{\"error\":\"" + end.name() + "\",\"receipt\":null}\n";
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    private static void text(@Nullable String text, StringBuilder out) {
        if (text == null) {
            out.append("null");
        } else {
            out.append('"');
            TEXT.quoteAsString(text, out);
            out.append('"');
        }
    }
}
