// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Evidence;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.RuleSheet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every decision table through the rulebook. */
class DecisionTableTest {

    /** Rows that never decide: they only add information, which their cases see in obligations or in other rows. */
    private static final Set<String> NEVER_DECIDE = Set.of("32", "45");

    private static final Map<String, Function<Decision, Object>> MEMBERS = Map.ofEntries(
            Map.entry("row", Decision::row),
            Map.entry("decision", answer -> answer.outcome().name()),
            Map.entry("reason", answer -> answer.reason().name()),
            Map.entry("coarse", answer -> CoarseAnswer.of(answer).reason().name()),
            Map.entry("basis", answer -> String.valueOf(answer.basis())),
            Map.entry("remedy", answer -> String.valueOf(answer.remedy())),
            Map.entry("notBefore", answer -> String.valueOf(answer.notBefore())),
            Map.entry("validUntil", answer -> String.valueOf(answer.validUntil())),
            Map.entry("hypothetical", answer -> String.valueOf(answer.hypothetical())),
            Map.entry("consentId", answer -> String.valueOf(evidence(answer).consentId())),
            Map.entry("noticeVersion", answer -> String.valueOf(evidence(answer).noticeVersion())),
            Map.entry("prohibitionId", answer -> String.valueOf(evidence(answer).prohibitionId())));

    static Stream<DecisionCase> cases() {
        return DecisionCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays_whenAsked(DecisionCase tableCase) {
        // Given
        JsonNode expected = tableCase.expected();

        // When
        Decision answer = tableCase.decide();

        // Then
        expected.fieldNames().forEachRemaining(member -> assertMember(answer, member, expected.get(member)));
        assertThat(answer.row()).isNotEqualTo(tableCase.notDecidedBy());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsNothingOfTheRecord_whenTheCallerMayNotSeeIt(DecisionCase tableCase) {
        // Given
        Decision answer = tableCase.decide();

        // When
        Decision told = CoarseAnswer.of(answer);

        // Then
        assertThat(told.outcome()).isEqualTo(answer.outcome());
        assertThat(told.evidence()).isNull();
        assertThat(told.stateRevision()).isNull();
        assertThat(told.reason()).isEqualTo(told.reason().coarse()).isNotEqualTo(ReasonCode.IDENTIFIER_UNKNOWN);
        assertThat(told.basis() == null || told.outcome() == Outcome.ALLOW).isTrue();
    }

    @Test
    void looksTheSame_whenUnknownOrWithoutPermission() {
        // Given
        Set<ReasonCode> hidden = Stream.of(ReasonCode.values())
                .filter(reason -> reason != ReasonCode.NO_PERMISSION && reason.coarse() == ReasonCode.NO_PERMISSION)
                .collect(Collectors.toSet());

        // When
        Set<Decision> told = DecisionCase.all()
                .filter(tableCase -> !tableCase.node().has("now"))
                .map(DecisionCase::decide)
                .filter(answer -> !answer.hypothetical())
                .filter(answer -> hidden.contains(answer.reason()) || answer.reason() == ReasonCode.NO_PERMISSION)
                .map(CoarseAnswer::of)
                .collect(Collectors.toSet());

        // Then
        assertThat(told).hasSize(1);
    }

    @Test
    void hasACaseThatDecidesAndOneThatDoesNot_forEveryRowInForce() {
        // Given
        Set<String> rows = new TreeSet<>(RuleSheet.rows());
        rows.removeAll(NEVER_DECIDE);

        // When
        Set<String> decided = DecisionCase.all()
                .map(tableCase -> tableCase.expected().get("row"))
                .flatMap(Stream::ofNullable)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> left = DecisionCase.all()
                .map(DecisionCase::notDecidedBy)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(decided).isEqualTo(rows);
        assertThat(left).containsAll(rows);
    }

    @Test
    void hasEveryGoldenCase() {
        // Given
        List<String> golden =
                IntStream.rangeClosed(1, 32).mapToObj(number -> "G" + number).toList();

        // When
        Stream<DecisionCase> cases =
                DecisionCase.all().filter(tableCase -> tableCase.table().equals("golden"));

        // Then
        assertThat(cases.map(tableCase -> tableCase.node().get("case").asText().split(" ", 2)[0])
                        .distinct())
                .containsExactlyElementsOf(golden);
    }

    private static Evidence evidence(Decision answer) {
        Evidence evidence = answer.evidence();
        return evidence == null ? new Evidence(null, null, null, null, null) : evidence;
    }

    private static void assertMember(Decision answer, String member, JsonNode value) {
        Set<String> owed = answer.obligations().stream().map(Enum::name).collect(Collectors.toSet());
        if (member.equals("obligations")) {
            assertThat(owed).containsAll(Json.list(value, JsonNode::asText));
        } else if (member.equals("noObligations")) {
            assertThat(owed).doesNotContainAnyElementsOf(Json.list(value, JsonNode::asText));
        } else if (member.equals("rule")) {
            assertThat(answer.rules()).contains(value.asText());
        } else {
            assertThat(MEMBERS).containsKey(member);
            Object found = java.util.Objects.requireNonNull(MEMBERS.get(member)).apply(answer);
            assertThat(normal(found.toString())).as(member).isEqualTo(normal(value.asText()));
        }
    }

    /** Table times carry milliseconds, {@code Instant.toString} only when they are not zero. */
    private static String normal(String text) {
        return text.replace(".000Z", "Z");
    }
}
