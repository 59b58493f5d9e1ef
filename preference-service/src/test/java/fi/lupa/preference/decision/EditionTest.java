// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Obligation;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.Rulebook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rulebook before the last change: 2026.11-2, which knew no frequency caps. */
class EditionTest {

    private static final Edition PREVIOUS = Edition.of("2026.11-2").orElseThrow();
    private static final Set<String> CAPS = Set.of("50c", "52");

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
        assertThat(then.rulebook()).isEqualTo("2026.11-2");
        assertThat(then.row()).isNotEqualTo("50c");
        if (!CAPS.contains(now.row())) {
            assertThat(then.row()).isEqualTo(now.row());
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
    void knewNoCaps() {
        // Given
        List<DecisionCase> capped =
                cases().stream().filter(one -> one.decide().row().equals("50c")).toList();

        // Then
        assertThat(capped).isNotEmpty();
        assertThat(capped)
                .anySatisfy(one -> assertThat(by(PREVIOUS, one).outcome()).isEqualTo(Outcome.ALLOW));
    }

    @Test
    void keepsTheCurrentAndOneBefore() {
        assertThat(Edition.of(Rulebook.VERSION)).contains(Edition.CURRENT);
        assertThat(Edition.of("2026.11-1")).isEmpty();
        assertThat(Edition.CURRENT.isCurrent()).isTrue();
        assertThat(PREVIOUS.isCurrent()).isFalse();
    }

    private static Decision by(Edition edition, DecisionCase one) {
        return Rulebook.decideMostRestrictive(
                edition, one.question(), one.asker(), one.states(), one.catalogue(), one.now());
    }
}
