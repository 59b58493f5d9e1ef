// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Translates what Jackson found wrong in a body into a problem, without its words: they quote the body. */
public final class JsonFailure {

    private static final Pattern HARMLESS_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]{0,39}");

    private JsonFailure() {}

    /** Returns the problem if the failure or one of its causes is Jackson's complaint about what it read. */
    public static Optional<ProblemException> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return Optional.of(problem);
            }
            if (cause instanceof JsonProcessingException json && !(cause instanceof InvalidDefinitionException)) {
                return Optional.of(of(json));
            }
        }
        return Optional.empty();
    }

    /** Returns the problem for a complaint of Jackson. */
    public static ProblemException of(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ProblemException.at(ProblemCode.UNKNOWN_MEMBER, pointer(unknown.getPath()), "UNKNOWN_MEMBER");
        }
        if (failure instanceof JsonMappingException mapping && isAboutAValue(mapping)) {
            String reason = failure instanceof InvalidFormatException ? "NOT_ALLOWED" : "WRONG_TYPE";
            return ProblemException.at(ProblemCode.INVALID_VALUE, pointer(mapping.getPath()), reason);
        }
        return new ProblemException(ProblemCode.MALFORMED_JSON);
    }

    /** A mapping failure may also wrap a parser that stopped half way: then the text is broken, not a value. */
    private static boolean isAboutAValue(JsonMappingException failure) {
        return !(failure.getCause() instanceof com.fasterxml.jackson.core.exc.StreamReadException)
                && !(failure.getCause() instanceof java.io.EOFException);
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            pointer.append('/').append(step(step));
        }
        return pointer.toString();
    }

    /** A member name is the caller's own text and may be an address; what does not look like a name is not repeated. */
    private static String step(JsonMappingException.Reference step) {
        String name = step.getFieldName();
        if (name == null) {
            return String.valueOf(step.getIndex());
        }
        return HARMLESS_NAME.matcher(name).matches() ? name : "*";
    }
}
