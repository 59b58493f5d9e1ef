// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The body of a problem as RFC 9457 has it, with our members {@code code}, {@code traceId} and {@code errors}. */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "traceId", "errors"})
public record ProblemView(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /** The media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public ProblemView {
        errors = List.copyOf(errors);
    }

    /** Returns the body of a problem in a language. */
    public static ProblemView of(ProblemCode code, ProblemLanguage language, String traceId, List<FieldError> errors) {
        return new ProblemView(
                code.type(),
                ProblemTexts.title(code, language),
                code.status(),
                ProblemTexts.detail(code, language),
                code.name(),
                traceId,
                errors);
    }

    /** Returns the body as JSON, for routes that write by themselves. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problem body", e);
        }
    }
}
