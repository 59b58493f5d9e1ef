// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.CallbackRequest;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.Pending;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Remedy;
import fi.lupa.preference.decision.domain.RuleSheet;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Undemonstrable;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer says would lawfully change it does change it; where it says that nothing would, nothing that a controller records does. */
class RemedyTest {

    /** One remedy may lead to the next: a fresh register, then a source, then an assessment. */
    private static final int MOST_STEPS = 4;

    private static final Instant LONG_AGO = Instant.parse("2024-05-01T10:00:00Z");

    static Stream<DecisionCase> remediable() {
        return denied(false);
    }

    static Stream<DecisionCase> lasting() {
        return denied(true);
    }

    private static Stream<DecisionCase> denied(boolean forGood) {
        return DecisionCase.all()
                .filter(tableCase -> tableCase.states().size() < 2)
                .filter(tableCase -> {
                    Decision answer = tableCase.decide();
                    return answer.outcome() == Outcome.DENY && (answer.remedy() == Remedy.NONE) == forGood;
                });
    }

    @ParameterizedTest
    @MethodSource("remediable")
    void allows_whenItsRemedyWasApplied(DecisionCase tableCase) {
        // Given
        Situation situation = Situation.of(tableCase);

        // When
        for (int step = 0; step < MOST_STEPS && situation.decide().outcome() == Outcome.DENY; step++) {
            situation = situation.remedied();
        }

        // Then
        Decision answer = situation.decide();
        assertThat(answer.outcome()).as("%s", answer.row()).isNotEqualTo(Outcome.DENY);
    }

    @Test
    void hasACase_forEveryReasonThatHasARemedy() {
        // When
        Set<ReasonCode> tried = denied(false)
                .map(tableCase -> tableCase.decide().reason())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReasonCode.class)));
        Set<Remedy> used = denied(false)
                .map(tableCase -> tableCase.decide().remedy())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Remedy.class)));

        // Then
        assertThat(tried.stream().map(Enum::name)).containsAll(RuleSheet.reasonsWithRemedy());
        assertThat(used).isEqualTo(EnumSet.complementOf(EnumSet.of(Remedy.NONE)));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void staysClosed_whateverOneFactTheControllerRecords(DecisionCase tableCase) {
        // Given
        Situation situation = Situation.of(tableCase);

        // When
        Stream<SubjectState> later = ownFacts(situation);

        // Then
        assertThat(later).allSatisfy(state -> {
            Decision answer = situation.with(state).decide();
            assertThat(answer.outcome()).as("%s", answer.row()).isEqualTo(Outcome.DENY);
        });
    }

    /** What a controller can record without the person: a sale, a source, a yes that proves nothing or waits, a call nobody claimed. */
    private static Stream<SubjectState> ownFacts(Situation situation) {
        SubjectState state = situation.state();
        String controller = situation.question().controller();
        String product = situation.question().content().productGroup();
        Relationship sale = new Relationship(
                controller,
                "CUSTOMER",
                LONG_AGO.atZone(java.time.ZoneOffset.UTC).toLocalDate(),
                null,
                product == null ? Set.of() : Set.of(product),
                new Relationship.ContactDetail(true, true, LONG_AGO),
                null);
        CallbackRequest call = new CallbackRequest(
                controller,
                product == null ? Set.of() : Set.of(product),
                LONG_AGO,
                situation.now().plusSeconds(60),
                1,
                0,
                List.of(),
                null);
        return Stream.of(
                Facts.withRelationship(state, sale),
                Facts.withSource(state, controller, new Contact.Source("SELF", null, false)),
                Facts.withChoice(state, cell(situation, new Pending("q9", LONG_AGO, null), null)),
                Facts.withChoice(state, cell(situation, null, imported())),
                Facts.withWishes(
                        state,
                        new Wishes(
                                state.wishes().told(), Facts.plus(state.wishes().callbacks(), call))));
    }

    private static Undemonstrable imported() {
        return new Undemonstrable("u9", "IMPORT_WITHOUT_EVIDENCE", "METHOD", LONG_AGO, LONG_AGO);
    }

    private static ChoiceCell cell(
            Situation situation, @Nullable Pending pending, @Nullable Undemonstrable undemonstrable) {
        return new ChoiceCell(
                situation.question().controller(),
                situation.question().purpose(),
                situation.question().judgedChannel(),
                1,
                null,
                null,
                pending,
                undemonstrable,
                LONG_AGO);
    }
}
