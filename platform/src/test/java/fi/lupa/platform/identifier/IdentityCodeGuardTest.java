// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityCodeGuardTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"131052-308T\"}|/a",
                "{\"a\":[{\"b\":1},{\"b\":\"hetu 131052-308t\"}]}|/a/1/b",
                "{\"a\":\"\\u0031\\u0033\\u00310\\u00352\\u002d308T\"}|/a",
                "{\"131052-308T\":1}|''",
                "{\"131052-308T\":{\"b\":\"131052-308T\"}}|''",
                "\"131052-308T\"|''",
                "{\"a\":\"131052-308T\",|/a",
            })
    void refusesWithAPointer_whereverTheCodeIs(String json, String pointer) {
        assertThatThrownBy(() -> IdentityCodeGuard.check(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.IDENTIFIER_NOT_ACCEPTED);
                    assertThat(problem.errors()).containsExactly(new FieldError(pointer, "PERSONAL_IDENTITY_CODE"));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "x",
                "{\"a\":\"131052-308U\",\"b\":131052}",
                "{\"id\":\"018f2f3a-1111-7000-8000-0000000000aa\"}"
            })
    void lets_whenThereIsNone(String json) {
        assertThatNoException().isThrownBy(() -> IdentityCodeGuard.check(json.getBytes(StandardCharsets.UTF_8)));
    }
}
