// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A parameter of a recorded statement as an SQL expression of a {@code pgbench} script: the recorded value, in which the end of each word that is new
 * with every write (an id, a key, a lock's number) is a number of the script's own. So it is as long, and of the same form.
 */
record ReplayedValue(Optional<String> recorded, Set<String> fresh) {

    /** What may be new: ids, keys, sealed bytes, numbers of locks. */
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_.-]{12,}");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T.*)?");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    /** As many digits as the script's numbers have. */
    private static final int DIGITS = 12;

    private static final List<String> ANY_ARRAY =
            List.of("text[]", "uuid[]", "timestamptz[]", "integer[]", "bigint[]", "bytea[]");

    /** The words of a write that may be new with each. */
    static Stream<String> words(List<LoggedStatement> write) {
        return write.stream()
                .flatMap(statement -> statement.parameters().stream())
                .flatMap(Optional::stream)
                .flatMap(value -> WORD.matcher(value).results().map(found -> found.group()))
                .filter(word -> !TIME.matcher(word).matches());
    }

    /**
     * What the log does not tell: the types it may have, the likeliest first, by its look; empty for the one that PostgreSQL finds itself. An array
     * of nothing but NULL may be of any.
     */
    List<String> types() {
        if (recorded.isEmpty()) {
            return List.of("");
        }
        String value = recorded.get();
        if (value.startsWith("{") && value.endsWith("}")) {
            String element =
                    value.substring(1, value.length() - 1).replace("\"", "").replace("\\\\", "\\");
            int comma = element.indexOf(',');
            String first = comma < 0 ? element : element.substring(0, comma);
            List<String> types =
                    new ArrayList<>(first.equals("NULL") ? ANY_ARRAY : List.of(look(first) + "[]", "text[]"));
            types.add("");
            return types.stream().distinct().toList();
        }
        return isFresh() ? Stream.of(look(value), "text").distinct().toList() : List.of("");
    }

    private static String look(String value) {
        if (value.matches(UUID)) {
            return "uuid";
        }
        if (value.startsWith("\\x")) {
            return "bytea";
        }
        if (value.matches("-?\\d{1,9}")) {
            return "integer";
        }
        if (value.matches("-?\\d{10,19}")) {
            return "bigint";
        }
        return value.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:[^,]*") ? "timestamptz" : "text";
    }

    private boolean isFresh() {
        return recorded.stream()
                .flatMap(value -> WORD.matcher(value).results())
                .anyMatch(word -> fresh.contains(word.group()));
    }

    /** The expression, of this type. */
    String as(String type) {
        String expression = recorded.map(this::expression).orElse("NULL");
        return type.isEmpty() ? expression : expression + "::" + type;
    }

    private String expression(String value) {
        List<String> parts = new ArrayList<>();
        Matcher word = WORD.matcher(value);
        int from = 0;
        while (word.find()) {
            if (fresh.contains(word.group())) {
                parts.add(literal(value.substring(from, word.end() - DIGITS)));
                parts.add(word.group().matches(UUID) ? ":s::text" : ":n::text");
                from = word.end();
            }
        }
        if (from < value.length() || parts.isEmpty()) {
            parts.add(literal(value.substring(from)));
        }
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(" || ", parts) + ")";
    }

    /** On one line, and without a colon, which pgbench could take for a variable. */
    private static String literal(String text) {
        return "E'"
                + text.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace(":", "\\u003A")
                        .replace("\n", "\\n")
                + "'";
    }
}
