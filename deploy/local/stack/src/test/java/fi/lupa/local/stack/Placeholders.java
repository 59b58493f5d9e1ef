// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the words in braces of a written case stand for: somebody nobody else uses, and what earlier answers said. */
final class Placeholders {

    private static final Pattern AGO = Pattern.compile("NOW-(PT[0-9HM]+)");
    private static final Pattern AHEAD = Pattern.compile("IN-(P[0-9M]+)");

    private final Map<String, String> words = new HashMap<>();

    Placeholders() {
        UUID somebody = UUID.randomUUID();
        words.put("somebody", "joku-" + somebody);
        words.put("phone", "+35850000%04d".formatted(Math.floorMod(somebody.getLeastSignificantBits(), 10_000)));
    }

    /** Remembers members of an answer by other names. */
    void keep(JsonNode names, JsonNode answer) {
        names.properties()
                .forEach(name -> words.put(
                        name.getValue().asText(), answer.path(name.getKey()).asText()));
    }

    String filled(JsonNode node) {
        return filled(node.toString());
    }

    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String past = AGO.matcher(filled)
                .replaceAll(match -> now.minus(Duration.parse(match.group(1))).toString());
        return AHEAD.matcher(past).replaceAll(match -> now.atOffset(ZoneOffset.UTC)
                .plus(Period.parse(match.group(1)))
                .toInstant()
                .toString());
    }
}
