// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a client says about its list from the query; an unknown parameter is refused. */
final class UploadReader {

    private static final Set<String> KNOWN =
            Set.of("controller", "kind", "asOf", "format", "type", "rows", "sha256", "confirm");

    private UploadReader() {}

    static Upload read(String id, MultivaluedMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProblemException.at(ProblemCode.INVALID_VALUE, "query", "UNKNOWN_PARAMETER");
                });
        return new Upload(
                id,
                required(query, "controller", Function.identity()),
                required(query, "kind", ListKind::valueOf),
                or(query, "format", word -> ListFormat.valueOf(word.toUpperCase(Locale.ROOT)), ListFormat.PLAIN),
                optional(query, "type", IdentifierType::valueOf),
                required(query, "asOf", LocalDate::parse),
                optional(query, "rows", Long::valueOf),
                optional(query, "sha256", Function.identity()),
                or(query, "confirm", Boolean::valueOf, false));
    }

    private static <T> T required(MultivaluedMap<String, String> query, String name, Function<String, T> reader) {
        T value = optional(query, name, reader);
        if (value == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, name, "MISSING");
        }
        return value;
    }

    private static <T> T or(
            MultivaluedMap<String, String> query, String name, Function<String, T> reader, T otherwise) {
        T value = optional(query, name, reader);
        return value == null ? otherwise : value;
    }

    private static <T> @Nullable T optional(
            MultivaluedMap<String, String> query, String name, Function<String, T> reader) {
        String text = query.getFirst(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (RuntimeException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, name, "NOT_ALLOWED");
        }
    }
}
