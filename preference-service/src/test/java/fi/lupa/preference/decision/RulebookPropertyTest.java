// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Properties that hold whatever is on file, tried on the tables' cases bent by a printed seed ({@code -Dlupa.seed}). */
class RulebookPropertyTest {

    private static final int ROUNDS = 2_000;
    private static final List<DecisionCase> CASES = DecisionCase.all()
            .filter(tableCase -> tableCase.states().size() == 1)
            .toList();

    private static final Set<String> SACRED = Set.of(
            "1", "2", "3", "3b", "3c", "52", "6", "11", "12", "13", "14", "15", "15b", "17", "18", "19", "20", "22",
            "23", "24", "51a", "51b");
    private static final Set<String> CONSENT_IN_DISORDER = Set.of("3.5b", "33", "34", "35");

    private final long seed = Long.getLong("lupa.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Bending bending = new Bending(random);

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("lupa.seed", Long.toString(seed));
    }

    @Test
    void staysClosed_whenAProhibitionIsAdded() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            DecisionCase tableCase = any(CASES);
            SubjectState state = bending.withProhibitions(tableCase.states().get(0), random.nextInt(3));
            Decision before = decide(tableCase, state, tableCase.catalogue());

            // When
            SubjectState prohibited = bending.withProhibitions(state, 1);
            Decision after = decide(tableCase, prohibited, tableCase.catalogue());

            // Then
            assertThat(after.outcome())
                    .as("seed %d round %d %s: %s then %s", seed, round, tableCase, before.row(), after.row())
                    .isGreaterThanOrEqualTo(before.outcome());
        }
    }

    @Test
    void staysClosed_whenKnowledgeIsRemoved() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            DecisionCase tableCase = any(CASES);
            SubjectState state = bending.withProhibitions(tableCase.states().get(0), random.nextInt(2));
            Decision before = decide(tableCase, state, tableCase.catalogue());

            // When
            SubjectState less = bending.withLessKnowledge(state);
            CatalogueView smaller = bending.withLessKnowledge(tableCase.catalogue());
            Decision after = decide(tableCase, less, smaller);

            // Then
            assertThat(after.allows() && !before.allows())
                    .as("seed %d round %d %s: %s then %s", seed, round, tableCase, before.row(), after.row())
                    .isFalse();
        }
    }

    @Test
    void neverAllows_whenNothingIsKnown() {
        // Given
        List<SubjectState> states = List.of(SubjectState.unknown(), SubjectState.unreadable());

        // When
        Stream<Decision> answers = CASES.stream()
                .flatMap(tableCase -> states.stream().map(state -> decide(tableCase, state, tableCase.catalogue())));

        // Then
        assertThat(answers)
                .filteredOn(answer -> answer.reason() != ReasonCode.STRICTLY_NECESSARY)
                .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.DENY));
    }

    @Test
    void neverFallsThrough_toAWeakerBasis() {
        // Given
        List<DecisionCase> denied =
                CASES.stream().filter(RulebookPropertyTest::isDecisive).toList();

        // When
        List<Decision> answers = new ArrayList<>();
        for (DecisionCase tableCase : denied) {
            for (Contact.Kind kind : List.of(Contact.Kind.ROLE_ADDRESS, Contact.Kind.CONSUMER)) {
                SubjectState strengthened = WeakerBases.added(tableCase.states().get(0), tableCase.question(), kind);
                answers.add(decide(tableCase, strengthened, tableCase.catalogue()));
            }
        }

        // Then
        assertThat(answers).hasSizeGreaterThan(200).allSatisfy(answer -> assertThat(answer.outcome())
                .isEqualTo(Outcome.DENY));
    }

    /** A no is a no in every channel; a consent in disorder stands in the way where consent is needed. */
    private static boolean isDecisive(DecisionCase tableCase) {
        String row = tableCase.decide().row();
        boolean blocked = CONSENT_IN_DISORDER.contains(row) && !Bending.isOptOutChannel(tableCase.question());
        return SACRED.contains(row) || blocked;
    }

    @Test
    void keepsTheWiderNo_whateverNarrowerYesIsAdded() {
        // Given
        List<DecisionCase> asked = CASES.stream()
                .filter(tableCase -> tableCase.question().content().claimDigest() == null)
                .filter(tableCase -> isMarketing(tableCase.catalogue(), tableCase.question()))
                .toList();

        for (DecisionCase tableCase : asked) {
            // When
            Situation situation = Situation.of(tableCase);
            SubjectState objecting = bending.withObjectionToMarketing(
                    situation.state(), situation.question().controller());
            Consenting narrower =
                    new Consenting(situation.question(), situation.catalogue(), situation.now(), "SUBJECT");
            Situation answered = situation.with(narrower.to(objecting));

            // Then
            assertThat(answered.decide().outcome()).as("%s", tableCase).isEqualTo(Outcome.DENY);
        }
        assertThat(asked).hasSizeGreaterThan(200);
    }

    private static boolean isMarketing(CatalogueView catalogue, Question question) {
        Purpose purpose = catalogue.purposes().get(question.purpose());
        return purpose != null && purpose.category() == Category.DIRECT_MARKETING;
    }

    @Test
    void answersAsTheStrictest_whenSeveralStatesClaimTheIdentifier() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            DecisionCase tableCase = any(CASES);
            List<SubjectState> claims = List.of(
                    tableCase.states().get(0),
                    any(CASES).states().get(0),
                    any(CASES).states().get(0));
            Outcome strictest = claims.stream()
                    .map(state ->
                            decide(tableCase, state, tableCase.catalogue()).outcome())
                    .max(Outcome::compareTo)
                    .orElseThrow();

            // When
            Decision answer = Rulebook.decideMostRestrictive(
                    tableCase.question(), tableCase.asker(), claims, tableCase.catalogue(), tableCase.now());

            // Then
            assertThat(answer.outcome())
                    .as("seed %d round %d %s", seed, round, tableCase)
                    .isEqualTo(strictest);
        }
    }

    private static Decision decide(DecisionCase tableCase, SubjectState state, CatalogueView catalogue) {
        return Rulebook.decide(tableCase.question(), tableCase.asker(), state, catalogue, tableCase.now());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
