// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLanguageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {"-|-|fi", "sv|en|sv", "-|en-GB,en;q=0.9|en", "-|de|fi", "de|sv|sv", "-|;;;|fi", "en|-|en", "-|*|fi"
            })
    void choosesTheQuestionsWord_thenTheHeader_thenFinnish(
            @Nullable String asked, @Nullable String header, String expected) {
        assertThat(AnswerLanguage.choose(asked, header).getLanguage()).isEqualTo(expected);
    }
}
