// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.RuleSheet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resource bundles say what was agreed, in each language. */
class DecisionTextsTest {

    private static final JsonNode AGREED = DecisionCase.yaml("/decision-texts.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"fi", "sv", "en"})
    void saysWhatWasAgreed_inEachLanguage(String language) {
        // Given
        Locale locale = Locale.forLanguageTag(language);

        // When
        Set<String> differing = new TreeSet<>();
        AGREED.fieldNames().forEachRemaining(row -> {
            String agreed = AGREED.get(row).get(language).asText();
            if (!DecisionTexts.explanation(row, locale).equals(agreed)) {
                differing.add(row);
            }
        });

        // Then
        assertThat(differing).isEmpty();
    }

    @Test
    void hasATextForEveryRowInForce() {
        // Given
        Set<String> agreed = new TreeSet<>();
        AGREED.fieldNames().forEachRemaining(agreed::add);

        // When
        Set<String> rows = RuleSheet.rows();

        // Then
        assertThat(agreed).containsAll(rows).contains("OPTED_OUT");
    }

    @Test
    void speaksEnglish_whenTheLanguageIsNotOurs() {
        // Given
        Locale locale = Locale.forLanguageTag("de");

        // When
        String explanation = DecisionTexts.explanation("39", locale);

        // Then
        assertThat(explanation).isEqualTo("The person has given consent.");
    }

    @Test
    void saysEveryRowOtherwise_inEachLanguage() {
        AGREED.fieldNames().forEachRemaining(row -> assertThat(Stream.of("fi", "sv", "en")
                        .map(language -> DecisionTexts.explanation(row, Locale.forLanguageTag(language))))
                .as(row)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fi | SELF            | 2026-01-02 | Olet itse antanut yhteystietosi meille (2026-01-02).
            sv | PURCHASED_LIST  |            | Vi har köpt dina kontaktuppgifter av en adresstjänst.
            en | PUBLIC_REGISTER | 2026-01-02 | We received your contact details from a public register (2026-01-02).
            en | SOMETHING_NEW   |            | We received your contact details from another source.
            """)
    void saysWhereTheDetailsCameFrom(String language, String kind, String obtainedAt, String sentence) {
        // Given
        Contact.Source source = new Contact.Source(kind, obtainedAt, false);

        // When
        String said = DecisionTexts.source(source, Locale.forLanguageTag(language));

        // Then
        assertThat(said).isEqualTo(sentence);
    }
}
