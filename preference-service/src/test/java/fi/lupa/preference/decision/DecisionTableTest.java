// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.RuleSheet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    static Stream<DecisionCase> cases() {
        return DecisionCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays_whenAsked(DecisionCase tableCase) {
        // When
        Decision answer = tableCase.decide();

        // Then
        Expectation.of(tableCase).assertMetBy(answer);
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
}
