// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"k-1", "\"k-1\"", " k-1 "})
    void readsTheSameKey_quotedOrBare(String header) {
        // When, Then
        assertThat(IdempotencyKey.parse(header)).contains("k-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"", "a b", "a#1", "maija@example.fi", "ä"})
    void refusesWhatIsNoKey(String header) {
        // When, Then
        assertThat(IdempotencyKey.parse(header)).isEmpty();
    }
}
