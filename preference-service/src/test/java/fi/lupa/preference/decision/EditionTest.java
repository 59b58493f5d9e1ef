// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Obligation;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.Rulebook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rulebook before the last change: 2026.11-3, by which a yes to one of joint controllers freed all of them of what had been said to that one. */
class EditionTest {

    private static final Edition PREVIOUS = Edition.of("2026.11-3").orElseThrow();

    static List<DecisionCase> cases() {
        return DecisionCase.all().toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsItDid_whenAskedAgain(DecisionCase tableCase) {
        // Given
        Decision now = tableCase.decide();

        // When
        Decision then = by(PREVIOUS, tableCase);

        // Then
        assertThat(then.rulebook()).isEqualTo("2026.11-3");
        assertThat(then.row()).isEqualTo(tableCase.previousRow());
        if (then.row().equals(now.row())) {
            assertThat(then.outcome()).isEqualTo(now.outcome());
            assertThat(then.reason()).isEqualTo(now.reason());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNothingToContactSomebodyOn(DecisionCase tableCase) {
        // When
        Decision then = by(PREVIOUS, tableCase);

        // Then
        assertThat(then.hypothetical()).isTrue();
        assertThat(then.validUntil()).isNull();
        if (then.outcome() == Outcome.ALLOW) {
            assertThat(then.obligations()).contains(Obligation.RECHECK_BEFORE_SEND);
        }
    }

    @Test
    void answeredSomeOtherwise() {
        // Given
        List<DecisionCase> changed = cases().stream()
                .filter(one -> !one.previousRow().equals(one.decide().row()))
                .toList();

        // Then
        assertThat(changed).isNotEmpty().allSatisfy(one -> {
            assertThat(one.decide().outcome()).isEqualTo(Outcome.DENY);
            assertThat(by(PREVIOUS, one).outcome()).isEqualTo(Outcome.ALLOW);
        });
    }

    @Test
    void keepsTheCurrentAndOneBefore() {
        assertThat(Edition.of(Rulebook.VERSION)).contains(Edition.CURRENT);
        assertThat(Edition.of("2026.11-2")).isEmpty();
        assertThat(Edition.CURRENT.isCurrent()).isTrue();
        assertThat(PREVIOUS.isCurrent()).isFalse();
    }

    private static Decision by(Edition edition, DecisionCase one) {
        return Rulebook.decideMostRestrictive(
                edition, one.question(), one.asker(), one.states(), one.catalogue(), one.now());
    }
}
