// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.ToyCountry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A country is added without touching the product: its rows decide there, and nowhere else. */
class ToyCountryTest {

    private static final String CASE =
            "{case: XX, given: {%s}, ask: {controller: kauppa-xx, purpose: all, channel: %s, type: %s}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VOICE_HUMAN    | PHONE  |                                                                        | XX1 | DENY
            SMS            | PHONE  |                                                                        | XX2 | DENY
            SMS            | PHONE  | choices: [{permission: {notice: {id: xx-notice}}}]                     | 39  | ALLOW
            POST_ADDRESSED | POSTAL | relationships: [{since: "2024-05-01"}]                                 | XX3 | ALLOW
            POST_ADDRESSED | POSTAL | relationships: [{since: "2024-05-01"}], objections: [{scope: ALL_MARKETING}] | 14 | DENY
            EMAIL          | EMAIL  |                                                                        | 54  | DENY
            """)
    void decidesByItsOwnRows_inXX(String channel, String type, String given, String row, String outcome) {
        // Given
        DecisionCase tableCase =
                new DecisionCase("xx", DecisionCase.parse(CASE.formatted(given == null ? "" : given, channel, type)));

        // When
        Decision answer = decide(tableCase);

        // Then
        assertThat(answer.row()).isEqualTo(row);
        assertThat(answer.outcome()).hasToString(outcome);
    }

    @Test
    void changesNothing_elsewhere() {
        assertThat(DecisionCase.all().filter(tableCase -> tableCase.states().size() == 1))
                .isNotEmpty()
                .allSatisfy(tableCase -> assertThat(decide(tableCase)).isEqualTo(tableCase.decide()));
    }

    private static Decision decide(DecisionCase tableCase) {
        return ToyCountry.decide(
                tableCase.question(),
                tableCase.asker(),
                tableCase.states().get(0),
                tableCase.catalogue(),
                tableCase.now());
    }
}
