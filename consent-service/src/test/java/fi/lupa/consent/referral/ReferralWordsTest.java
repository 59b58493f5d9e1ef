// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.capture.Letter;
import fi.lupa.consent.catalogue.ControllerContact;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferralWordsTest {

    private static final ReferralWords.Responsible CLIENT = new ReferralWords.Responsible(
            new ControllerContact("client", "Asiakas Oy", "Esimerkkikatu 1", null, "dpo@koe.example.fi"),
            LocalDate.parse("2026-12-01"));

    @Test
    void saysEverythingInThreeLanguages_eachInItsOwnWords() {
        for (boolean stopped : new boolean[] {true, false}) {
            for (ReferralView.Told told : List.of(ReferralView.Told.BY_LETTER, ReferralView.Told.WHEN_VERIFIED)) {
                differs(ReferralWords.inform(new ReferralWords.Said(told, null, stopped, List.of("Oma Oy"), stopped)));
            }
            differs(ReferralWords.inform(
                    new ReferralWords.Said(ReferralView.Told.HERE, List.of(CLIENT), stopped, List.of(), false)));
            differs(ReferralWords.inform(
                    new ReferralWords.Said(ReferralView.Told.HERE, List.of(), stopped, List.of(), false)));
        }
    }

    @Test
    void writesALetterThatNamesWhoIsResponsible_inThreeLanguages() {
        for (boolean stopped : new boolean[] {true, false}) {
            // When
            List<String> texts = Arrays.stream(Language.values())
                    .map(language -> ReferralWords.letter(language, CLIENT, stopped))
                    .map(Letter::text)
                    .toList();

            // Then
            assertThat(new HashSet<>(texts)).hasSize(3);
            assertThat(texts).allSatisfy(text -> assertThat(text)
                    .contains("Asiakas Oy", "Esimerkkikatu 1", "dpo@koe.example.fi", "2026-12-01")
                    .doesNotContain("{"));
        }
    }

    private static void differs(Map<String, String> words) {
        assertThat(new HashSet<>(words.values())).hasSize(3).noneMatch(text -> text.isBlank() || text.contains("{"));
    }
}
