// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.identifier.IdentityCodeGuard;
import fi.lupa.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without the mapper is what the mapper reads, and what it refuses is refused in its words. */
class PlainQuestionTest {

    private static final int BODIES = 40_000;
    private static final long SEED = 20_261_123;
    private static final String CODE = "\"131052-308T\"";
    private static final List<String> NAMES = List.of(
            "controller",
            "purpose",
            "offerOwner",
            "productGroup",
            "topic",
            "disclosedTo",
            "vendor",
            "callbackClaim",
            "atLeast",
            "rulebook",
            "language",
            "channel",
            "messageClass",
            "containsPromotion",
            "automated",
            "usesProfiling",
            "usesSpecialCategory",
            "usesTrafficData",
            "tracking",
            "at",
            "knownAt",
            "recipient");
    private static final List<String> TEXTS =
            List.of("\"kysely\"", "\"\"", "\"\\u00e4 \\\"x\"", "\"\u00e4\"", "\"+358501234567\"", "\"\\ud800\"");
    private static final List<String> TIMES = List.of(
            "\"2026-11-22T10:00:00.000Z\"", "\"2026-11-22T12:00:00+02:00\"", "\"2026-11-22t10:00:00.1234567z\"");
    private static final List<String> ODD = List.of(
            "null",
            "1",
            "1.5",
            "true",
            "\"\"",
            "\"false\"",
            "{}",
            "[]",
            "[\"OPEN\",null]",
            "[\"OPEN\",\"SHUT\"]",
            "\"OPEN\"",
            "\"email\"",
            "\" EMAIL\"",
            "\"0\"",
            "\"2026-02-30T10:00:00Z\"",
            CODE,
            "\"13105\\u0032-308T\"",
            "{\"type\":\"EMAIL\"}",
            "{\"value\":\"x\"}",
            "{\"type\":\"NONE\",\"type\":\"EMAIL\",\"value\":\"x\"}",
            "{\"type\":\"EMAIL\",\"value\":" + CODE + ",\"value\":\"x\"}",
            "{\"type\":\"POSTAL\",\"value\":\"x\"}",
            "{\"type\":\"EMAIL\",\"value\":\"x\",\"more\":1}",
            "{\"type\":\"EMAIL\",\"value\":null}",
            "{\"type\":\"EMAIL\",\"value\":\"x\",\"region\":null}",
            "{\"type\":\"POSTAL\",\"value\":{\"street\":\"Katu 1\"}}");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "\"",
            ":",
            ",",
            " ",
            "\\",
            "\t",
            "\u0000",
            "\u00e4",
            "\"more\":1,",
            "/**/",
            "x",
            "[",
            "]",
            "null");

    private final ObjectMapper mapper = LupaJacksonModule.strict(new ObjectMapper());
    private final DecisionJson json = new DecisionJson(mapper);

    @Test
    void saysWhatTheMapperReads_whateverTheBody() {
        // Given
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        int plain = 0;

        // When
        for (int i = 0; i < BODIES; i++) {
            byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
            plain += PlainQuestion.read(body) == null ? 0 : 1;
            if (!said(() -> json.question(body)).equals(said(() -> byTheMapper(body)))) {
                wrong.add(new String(body, StandardCharsets.UTF_8));
            }
        }

        // Then
        assertThat(wrong).as("bodies of seed %d", SEED).isEmpty();
        assertThat(plain).isBetween(BODIES / 4, BODIES * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"controller\":\"a\",\"controller\":\"a\"}",
                "{\"controller\":\"131052-308T\"}",
                "{\"at\":null}",
                "{\"recipient\":{\"type\":\"NONE\",\"type\":\"EMAIL\",\"value\":\"x\"}}",
                "{\"recipient\":{\"type\":\"EMAIL\",\"value\":\"131052-308T\"}}",
                "{} {}",
                "{",
                "[]",
                ""
            })
    void leavesWhatIsOdd(String body) {
        assertThat(PlainQuestion.read(body.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    /** As it was read before there was a plain form. */
    private DecisionRequest byTheMapper(byte[] body) throws IOException {
        IdentityCodeGuard.check(body);
        return mapper.readerFor(DecisionRequest.class).readValue(body);
    }

    private interface Reading {

        DecisionRequest read() throws IOException;
    }

    private static List<Object> said(Reading reading) {
        try {
            DecisionRequest read = reading.read();
            return List.of(
                    read, read.recipient() == null ? "" : read.recipient().value());
        } catch (ProblemException refused) {
            return List.of(refused.code(), refused.errors());
        } catch (IOException | RuntimeException refused) {
            return List.of(refused.getClass(), String.valueOf(refused.getMessage()));
        }
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder("{");
        List<String> left = new ArrayList<>(NAMES);
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            String name = left.remove(random.nextInt(left.size()));
            boolean odd = random.nextInt(20) == 0;
            body.append(i == 0 ? "" : ",").append('"').append(name).append("\":");
            body.append(odd ? of(ODD, random) : usual(name, random));
        }
        body.append(random.nextInt(20) == 0 ? ",\"" + of(NAMES, random) + "\":\"a\"}" : "}");
        if (random.nextInt(5) == 0) {
            body.insert(random.nextInt(body.length() + 1), of(PIECES, random));
        }
        return body.toString();
    }

    private static String usual(String name, Random random) {
        return switch (name) {
            case "channel" -> of(List.of("\"EMAIL\"", "\"SMS\""), random);
            case "messageClass" -> of(List.of("\"MARKETING\"", "\"SURVEY\""), random);
            case "tracking" -> of(List.of("[]", "[\"OPEN\"]", "[\"CLICK\",\"OPEN\",\"CLICK\"]"), random);
            case "at", "knownAt" -> of(TIMES, random);
            case "recipient" ->
                of(
                        List.of(
                                "{\"type\":\"EMAIL\",\"value\":\"aino@example.fi\"}",
                                "{\"region\":\"FI\",\"value\":\"+358501234567\",\"type\":\"PHONE\"}"),
                        random);
            default ->
                name.startsWith("uses") || name.equals("automated") || name.equals("containsPromotion")
                        ? String.valueOf(random.nextBoolean())
                        : of(TEXTS, random);
        };
    }

    private static String of(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
