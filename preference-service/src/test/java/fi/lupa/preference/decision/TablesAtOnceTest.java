// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Edition;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All decision tables in a single test: the one that each mutant of the rulebook is tried against, read once for all of them. */
class TablesAtOnceTest {

    private static final Edition PREVIOUS = Edition.of("2026.11-3").orElseThrow();
    private static final List<Prepared> CASES =
            DecisionCase.all().map(Prepared::of).toList();

    @Test
    void answersAsTheTablesSay() {
        assertThat(CASES).isNotEmpty().allSatisfy(one -> one.expectation().assertMetBy(one.decide(Edition.CURRENT)));
    }

    @Test
    void differsFromThePreviousRulebook_onlyWhereTheTablesSaySo() {
        assertThat(CASES).isNotEmpty().allSatisfy(one -> {
            Decision then = one.decide(PREVIOUS);
            assertThat(then.hypothetical()).isTrue();
            assertThat(then.row()).isEqualTo(one.previousRow());
        });
    }

    /** A case whose facts were read. */
    private record Prepared(
            Question question,
            Asker asker,
            List<SubjectState> states,
            CatalogueView catalogue,
            Instant now,
            Expectation expectation,
            String previousRow) {

        static Prepared of(DecisionCase one) {
            return new Prepared(
                    one.question(),
                    one.asker(),
                    one.states(),
                    one.catalogue(),
                    one.now(),
                    Expectation.of(one),
                    one.previousRow());
        }

        Decision decide(Edition edition) {
            return Rulebook.decideMostRestrictive(edition, question, asker, states, catalogue, now);
        }
    }
}
