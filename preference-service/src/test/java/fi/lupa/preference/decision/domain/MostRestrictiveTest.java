// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whichever state is read first, the answer permits what both permit. */
class MostRestrictiveTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void deniesByTheRowThatComesFirst() {
        assertChosen(answer(Outcome.DENY, "11", null, null), answer(Outcome.DENY, "54", null, null));
    }

    @Test
    void deniesRatherThanDefers_andDefersRatherThanAllows() {
        assertChosen(answer(Outcome.DENY, "54", null, null), answer(Outcome.DEFER, "49", EVENING, null));
        assertChosen(answer(Outcome.DEFER, "49", NOON, null), answer(Outcome.ALLOW, "39", null, EVENING));
    }

    @Test
    void defersToTheLaterMoment() {
        assertChosen(answer(Outcome.DEFER, "49", EVENING, null), answer(Outcome.DEFER, "49", NOON, null));
        assertChosen(answer(Outcome.DEFER, "49", NOON, null), answer(Outcome.DEFER, "49", null, null));
    }

    @Test
    void keepsTheFirst_whenBothAreEqual() {
        // Given
        Decision denied = answer(Outcome.DENY, "54", null, null);
        Decision deferred = answer(Outcome.DEFER, "49", NOON, null);

        // Then
        assertThat(MostRestrictive.of(denied, answer(Outcome.DENY, "54", null, null)))
                .isSameAs(denied);
        assertThat(MostRestrictive.of(deferred, answer(Outcome.DEFER, "49", NOON, null)))
                .isSameAs(deferred);
    }

    @Test
    void allowsAsLongAsBothDo_withTheObligationsOfBoth() {
        // Given
        Contact.Source register = new Contact.Source("PUBLIC_REGISTER", null, false);
        Decision shorter = answer(Outcome.ALLOW, "39", null, NOON);
        Decision longer = allowed(EVENING, Set.of(Obligation.MARK_AS_MARKETING), register);

        // When
        Decision both = MostRestrictive.of(shorter, longer);

        // Then
        assertThat(both.validUntil()).isEqualTo(NOON);
        assertThat(both.obligations()).containsExactly(Obligation.MARK_AS_MARKETING);
        assertThat(both.source()).isEqualTo(register);
        assertThat(MostRestrictive.of(longer, shorter).source()).isEqualTo(register);
        assertThat(MostRestrictive.of(longer, shorter).validUntil()).isEqualTo(NOON);
        assertThat(MostRestrictive.of(longer, answer(Outcome.ALLOW, "39", null, null))
                        .validUntil())
                .isEqualTo(EVENING);
    }

    private static void assertChosen(Decision chosen, Decision other) {
        assertThat(MostRestrictive.of(chosen, other)).isSameAs(chosen);
        assertThat(MostRestrictive.of(other, chosen)).isSameAs(chosen);
    }

    private static Decision allowed(Instant until, Set<Obligation> obligations, Contact.Source source) {
        Decision plain = answer(Outcome.ALLOW, "39", null, until);
        return new Decision(
                plain.outcome(),
                plain.reason(),
                plain.row(),
                plain.basis(),
                plain.rules(),
                plain.remedy(),
                obligations,
                plain.evidence(),
                source,
                plain.notBefore(),
                plain.validUntil(),
                plain.hypothetical(),
                plain.stateRevision(),
                plain.rulebook());
    }

    @SuppressWarnings(
            "NullAway") // It does not see that a source may be null: the annotation of a nested type, in a class
    // compiled before.
    private static Decision answer(
            Outcome outcome, String row, @Nullable Instant notBefore, @Nullable Instant validUntil) {
        return new Decision(
                outcome,
                ReasonCode.NO_PERMISSION,
                row,
                null,
                List.of(),
                null,
                Set.of(),
                null,
                null,
                notBefore,
                validUntil,
                false,
                1,
                Rulebook.VERSION);
    }
}
