// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form that asks for an extract: the same words as the body of {@code POST /v1/extracts}; an empty field says nothing. */
record AskForm(Map<String, String> values) {

    private static final String TIME = "ask.time.hint";
    private static final String WORDS = "ask.words.hint";

    AskForm {
        values = Map.copyOf(values);
    }

    /** A field as the template shows it. */
    record Field(String name, String label, @Nullable String hint, boolean isRequired, String value) {}

    static AskForm of(MultivaluedMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, all) -> {
            String text = all.isEmpty() ? "" : all.get(0).strip();
            if (!text.isEmpty()) {
                values.put(name, text);
            }
        });
        return new AskForm(values);
    }

    ExtractRequest request() {
        ExtractRequest.Scope scope = new ExtractRequest.Scope(
                value("subjectId"), value("controller"), value("purpose"), value("from"), value("to"));
        return new ExtractRequest(
                scope, value("requestReference"), value("legalBasis"), value("language"), value("authority"));
    }

    List<Field> fields() {
        return List.of(
                field("requestReference", WORDS, true),
                field("legalBasis", WORDS, true),
                field("authority", WORDS, false),
                field("subjectId", null, false),
                field("controller", null, false),
                field("purpose", null, false),
                field("from", TIME, false),
                field("to", TIME, false));
    }

    String languageOr(String usual) {
        return values.getOrDefault("language", usual);
    }

    private Field field(String name, @Nullable String hint, boolean isRequired) {
        return new Field(name, "ask." + name, hint, isRequired, values.getOrDefault(name, ""));
    }

    private @Nullable String value(String name) {
        return values.get(name);
    }
}
