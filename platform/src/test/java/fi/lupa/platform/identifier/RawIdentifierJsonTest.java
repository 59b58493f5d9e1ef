// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.problem.JsonFailure;
import fi.lupa.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawIdentifierJsonTest {

    private final ObjectMapper json = LupaJacksonModule.strict(new ObjectMapper());

    @Test
    void readsTypeValueAndRegion_whenTheyAreGiven() throws Exception {
        // When
        RawIdentifier phone = json.readValue(
                "{\"type\":\"PHONE\",\"value\":\"050 123 4567\",\"region\":\"FI\"}", RawIdentifier.class);
        RawIdentifier respondent =
                json.readValue("{\"type\":\"RESPONDENT\",\"value\":\"survey/response\"}", RawIdentifier.class);
        // Then
        assertThat(phone).isEqualTo(new RawIdentifier(IdentifierType.PHONE, "050 123 4567", "FI"));
        assertThat(respondent)
                .isEqualTo(new RawIdentifier(IdentifierType.RESPONDENT, "survey/response", (String) null));
    }

    @Test
    void readsAnObject_whenPostal() throws Exception {
        // When
        RawIdentifier postal = json.readValue(
                "{\"type\":\"POSTAL\",\"value\":{\"name\":\"Maija\",\"street\":\"Koe 1\",\"postcode\":\"00100\",\"city\":\"Helsinki\"}}",
                RawIdentifier.class);
        // Then
        assertThat(postal)
                .isEqualTo(RawIdentifier.of(new PostalAddress("Maija", "Koe 1", "00100", "Helsinki", null), null));
        assertThat(PostalAddress.parse(postal.value())).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"EMAIL\",\"value\":\"maija@example.fi\",\"x\":1}|UNKNOWN_MEMBER|/x",
                "{\"type\":\"POSTAL\",\"value\":{\"name\":\"Maija\",\"x\":1}}|UNKNOWN_MEMBER|/value/x",
                "{\"type\":\"MAIL\",\"value\":\"maija@example.fi\"}|INVALID_VALUE|/type",
                "{\"type\":\"EMAIL\",\"value\":1}|INVALID_VALUE|/value",
                "{\"type\":\"EMAIL\",\"value\":[\"maija@example.fi\"]}|INVALID_VALUE|/value",
                "{\"type\":\"EMAIL\",\"value\":\"maija@example.fi\",\"region\":1}|INVALID_VALUE|/region",
                "{\"type\":\"POSTAL\",\"value\":{\"name\":1}}|INVALID_VALUE|/value/name",
                "{\"type\":\"EMAIL\",\"value\":{\"name\":\"Maija\"}}|INVALID_VALUE|''",
                "{\"type\":\"POSTAL\",\"value\":\"Maija\"}|INVALID_VALUE|''",
                "{\"type\":\"EMAIL\",\"value\":null}|INVALID_VALUE|''",
                "{\"value\":\"maija@example.fi\"}|INVALID_VALUE|/type",
                "{\"type\":\"EMAIL\"}|INVALID_VALUE|/value",
                "{\"type\":\"EMAIL\",\"value\":\"a\",\"maija@example.fi\":1}|UNKNOWN_MEMBER|/*",
            })
    void refusesWithAPointer_whenItDoesNotFit(String text, String code, String pointer) {
        assertThatThrownBy(() -> json.readValue(text, RawIdentifier.class))
                .isInstanceOfSatisfying(JsonProcessingException.class, failure -> {
                    ProblemException problem = JsonFailure.of(failure);
                    assertThat(problem.code().name()).isEqualTo(code);
                    assertThat(problem.errors()).singleElement().satisfies(error -> {
                        assertThat(error.pointer()).isEqualTo(pointer);
                        assertThat(error.reason()).matches("[A-Z_]+");
                    });
                });
    }
}
