// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Remedy;
import fi.lupa.preference.decision.domain.Rulebook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over every case of the decision tables: what a client without {@code decision:explain} is told. */
class CoarseAnswerTest {

    private static final List<Decision> ANSWERS =
            DecisionCase.all().map(DecisionCase::decide).toList();

    @Test
    void isOneOfFewAnswers_whenTheReasonIsHidden() {
        assertThat(ANSWERS.stream().filter(CoarseAnswerTest::hides))
                .isNotEmpty()
                .allSatisfy(full -> {
                    Decision told = CoarseAnswer.of(full);
                    boolean nothing = told.reason() == ReasonCode.NO_PERMISSION;
                    assertThat(told.row()).isEqualTo(nothing ? Rulebook.NO_PERMISSION_ROW : "OPTED_OUT");
                    assertThat(told.rules()).isEqualTo(nothing ? Rulebook.noPermissionRules() : List.of());
                    assertThat(told.remedy()).isEqualTo(nothing ? Remedy.ASK_CONSENT : Remedy.NONE);
                });
        assertThat(Rulebook.noPermissionRules()).isNotEmpty();
    }

    @Test
    void isTheSame_whenNothingIsHidden() {
        assertThat(ANSWERS.stream().filter(full -> !hides(full))).isNotEmpty().allSatisfy(full -> {
            Decision told = CoarseAnswer.of(full);
            assertThat(told.row()).isEqualTo(full.row());
            assertThat(told.rules()).isEqualTo(full.rules());
            assertThat(told.remedy()).isEqualTo(full.remedy());
        });
    }

    @Test
    void tellsTheBasisOfWhatIsAllowed_andNoEvidence() {
        assertThat(ANSWERS).allSatisfy(full -> {
            Decision told = CoarseAnswer.of(full);
            assertThat(told.evidence()).isNull();
            assertThat(told.stateRevision()).isNull();
            assertThat(told.basis()).isEqualTo(full.outcome() == Outcome.DENY ? null : full.basis());
        });
        assertThat(ANSWERS.stream().filter(Decision::allows))
                .isNotEmpty()
                .allSatisfy(allowed -> assertThat(allowed.outcome()).isEqualTo(Outcome.ALLOW));
        assertThat(ANSWERS.stream().filter(full -> full.outcome() == Outcome.DENY))
                .isNotEmpty()
                .noneMatch(Decision::allows);
    }

    private static boolean hides(Decision full) {
        return full.reason().coarse() != full.reason();
    }
}
