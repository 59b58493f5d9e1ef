// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** Reads members that may be absent or null. */
@NullUnmarked
final class Json {

    private Json() {}

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> found = new ArrayList<>();
        array.forEach(node -> found.add(read.apply(node)));
        return found;
    }

    static Set<String> words(JsonNode node, String member) {
        return Set.copyOf(list(node.path(member), JsonNode::asText));
    }

    static String text(JsonNode node, String member, String otherwise) {
        JsonNode value = node.path(member);
        return value.isMissingNode() || value.isNull() ? otherwise : value.asText();
    }

    static Instant instant(JsonNode node, String member, String otherwise) {
        String text = text(node, member, otherwise);
        return text == null ? null : Instant.parse(text);
    }
}
