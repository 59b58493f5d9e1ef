// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.RuleSheet;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All decision tables in a single test: the one that each mutant of the rulebook is tried against, read once for all of them. */
class TablesAtOnceTest {

    private static final Edition PREVIOUS = Edition.of("2026.11-2").orElseThrow();
    private static final Set<String> CAPS = Set.of("50c", "52");
    private static final Set<String> ROWS = Set.copyOf(RuleSheet.rows());
    private static final List<Prepared> CASES =
            DecisionCase.all().map(Prepared::of).toList();

    @Test
    void answersAsTheTablesSay() {
        assertThat(CASES).isNotEmpty().allSatisfy(one -> one.expectation().assertMetBy(one.decide(Edition.CURRENT)));
    }

    @Test
    void differsFromThePreviousRulebook_onlyInCaps() {
        assertThat(CASES).isNotEmpty().allSatisfy(one -> {
            Decision now = one.decide(Edition.CURRENT);
            Decision then = one.decide(PREVIOUS);
            assertThat(then.hypothetical()).isTrue();
            assertThat(then.row()).isNotEqualTo("50c");
            assertThat(then.row()).isIn(CAPS.contains(now.row()) ? ROWS : Set.of(now.row()));
        });
    }

    /** A case whose facts were read. */
    private record Prepared(
            Question question,
            Asker asker,
            List<SubjectState> states,
            CatalogueView catalogue,
            Instant now,
            Expectation expectation) {

        static Prepared of(DecisionCase one) {
            return new Prepared(
                    one.question(), one.asker(), one.states(), one.catalogue(), one.now(), Expectation.of(one));
        }

        Decision decide(Edition edition) {
            return Rulebook.decideMostRestrictive(edition, question, asker, states, catalogue, now);
        }
    }
}
