// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer that is written by hand is the one that the record says. */
class DecisionJsonTest {

    private static final ObjectMapper MAPPER = LupaJacksonModule.strict(new ObjectMapper());
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.120Z");

    private final DecisionJson json = new DecisionJson(MAPPER);

    static List<DecisionView> views() {
        DecisionView.EvidenceView evidence =
                new DecisionView.EvidenceView("c-1", "newsletter-notice", "1.1", NOON, null);
        DecisionView.EvidenceView prohibition = new DecisionView.EvidenceView(null, null, null, null, "o-\"1\"");
        Map<String, Map<String, String>> details =
                Map.of("LIST_UNSUBSCRIBE_HEADERS", Map.of("List-Unsubscribe", "<https://example.fi/u/x>"));
        return List.of(
                view("CONSENT", evidence, details, NOON, 3, true),
                view(null, prohibition, Map.of(), null, null, false),
                view(null, null, Map.of(), null, 0, false));
    }

    private static DecisionView view(
            @Nullable String basis,
            DecisionView.@Nullable EvidenceView evidence,
            Map<String, Map<String, String>> details,
            @Nullable Instant time,
            @Nullable Integer revision,
            boolean hypothetical) {
        return new DecisionView(
                "ALLOW",
                "CONSENT_GIVEN",
                basis,
                "Lupa on annettu; äö \u2028 \"näin\".",
                "fi",
                List.of("ECD 13(1)", "GDPR 6(1)(a)"),
                basis,
                basis == null ? List.of() : List.of("IDENTIFY_SENDER"),
                details,
                evidence,
                time,
                time,
                hypothetical,
                time,
                revision,
                "2026.11-3",
                UUID.fromString("01997a52-0000-7000-8000-000000000001"),
                "c2FtcGxlLWhhbmRsZS0wMQ");
    }

    @ParameterizedTest
    @MethodSource("views")
    void writesWhatTheRecordSays_inItsOrder(DecisionView view) throws Exception {
        // When
        JsonNode written = MAPPER.readTree(json.bytes(view));

        // Then
        JsonNode expected = MAPPER.readTree(MAPPER.writeValueAsBytes(view));
        assertThat(written).isEqualTo(expected);
        List<String> order = new ArrayList<>();
        List<String> expectedOrder = new ArrayList<>();
        written.fieldNames().forEachRemaining(order::add);
        expected.fieldNames().forEachRemaining(expectedOrder::add);
        assertThat(order).isEqualTo(expectedOrder);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        for (String body : List.of("", "null")) {
            assertThatThrownBy(() -> json.question(body.getBytes(StandardCharsets.UTF_8)))
                    .as(body)
                    .isInstanceOf(ProblemException.class);
        }
    }
}
