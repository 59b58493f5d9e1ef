// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCatalogueTest {

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void isWordedInThreeLanguages_whateverTheCode(ProblemCode code) {
        // When
        Set<String> titles = Arrays.stream(ProblemLanguage.values())
                .map(language -> ProblemTexts.title(code, language))
                .collect(Collectors.toSet());
        Set<String> details = Arrays.stream(ProblemLanguage.values())
                .map(language -> ProblemTexts.detail(code, language))
                .collect(Collectors.toSet());
        // Then
        assertThat(titles).hasSize(3).noneMatch(String::isBlank);
        assertThat(details).hasSize(3).noneMatch(String::isBlank).allMatch(text -> text.endsWith("."));
    }

    @Test
    void hasOneTypeAndAnErrorStatusPerCode() {
        // When
        List<ProblemCode> codes = List.of(ProblemCode.values());
        // Then
        assertThat(codes).extracting(ProblemCode::type).doesNotHaveDuplicates();
        assertThat(codes).extracting(ProblemCode::status).allMatch(status -> status >= 400 && status < 600);
        assertThat(codes)
                .filteredOn(ProblemCode::retryMayHelp)
                .extracting(ProblemCode::status)
                .containsOnly(409, 429, 503);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, EN",
                "'', EN",
                "fi, FI",
                "sv, SV",
                "en, EN",
                "fi-FI, FI",
                "sv-FI;q=0.8, SV",
                "'de, fi;q=0.5, sv;q=0.9', SV",
                "de, EN",
                "*, EN",
                "???, EN",
                "'fi;q=x', EN",
                "FI, FI"
            })
    void isTheBestMatch_whenLanguagesAreAccepted(@Nullable String header, ProblemLanguage language) {
        assertThat(ProblemLanguage.of(header)).isEqualTo(language);
    }

    @Test
    void isJsonWithoutEmptyErrors_whenWritten() {
        // When
        String json = ProblemView.of(ProblemCode.NOT_FOUND, ProblemLanguage.FI, "0af7", List.of())
                .toJson();
        String withError = ProblemView.of(
                        ProblemCode.INVALID_VALUE,
                        ProblemLanguage.EN,
                        "0af7",
                        List.of(new FieldError("/a", "WRONG_TYPE")))
                .toJson();
        // Then
        assertThat(json)
                .isEqualTo(
                        "{\"type\":\"https://docs.lupa.example/problems/not-found\",\"title\":\"Ei löytynyt\",\"status\":404,"
                                + "\"detail\":\"Täällä ei ole mitään, minkä kutsuja saa nähdä.\",\"code\":\"NOT_FOUND\",\"traceId\":\"0af7\"}");
        assertThat(withError).contains("\"errors\":[{\"pointer\":\"/a\",\"reason\":\"WRONG_TYPE\"}]");
    }

    @Test
    void showsNoMessage_whenAFailureIsWritten() {
        // Given
        Exception failure =
                new IllegalStateException("maija@example.fi", new IllegalArgumentException("matti@example.fi"));
        // When
        String text = StackText.of(failure);
        // Then
        assertThat(text).contains("IllegalStateException", "IllegalArgumentException", "ProblemCatalogueTest");
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("maija", "matti");
    }

    @Test
    void carriesNothingButItsCode_whenThrown() {
        // When
        ProblemException problem = ProblemException.at(ProblemCode.IDENTIFIER_INVALID, "/recipient/0/value", "INVALID");
        // Then
        assertThat(problem).hasMessage("IDENTIFIER_INVALID").hasNoCause();
        assertThat(problem.getStackTrace()).isEmpty();
    }
}
