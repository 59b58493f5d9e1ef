// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.ObjectionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceiptWordsTest {

    @Test
    void saysEverythingInThreeLanguages_eachInItsOwnWords() {
        // Given
        List<String> keys = new ArrayList<>(List.of("unregistered", "withdrawal", "until.consent", "until.other"));
        Stream.of(CaptureMethod.values()).forEach(method -> keys.add("method." + method));
        Stream.of(Actor.values()).forEach(actor -> keys.add("actor." + actor));
        Stream.of(ObjectionScope.values()).forEach(scope -> keys.add("scope." + scope));

        for (String key : keys) {
            // When
            Set<String> texts = Stream.of(ReceiptLanguage.values())
                    .map(language -> language.text(key))
                    .collect(Collectors.toSet());

            // Then
            assertThat(texts).as(key).hasSize(3).noneMatch(String::isBlank);
        }
    }
}
