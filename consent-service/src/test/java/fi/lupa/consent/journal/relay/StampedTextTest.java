// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampedTextTest {

    private static final JournalPosition PLACE = new JournalPosition(2, 17, 3);

    /** The relay would stop for ever at an object that it could not stamp. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}         |     | {"epoch":2,"xid":"17"}
            {"a": "ä"} |     | {"epoch":2,"xid":"17","a": "ä"}
            {}         | [1] | {"epoch":2,"xid":"17","identifiers":[1]}
            {"a": "ä"} | [1] | {"epoch":2,"xid":"17","identifiers":[1],"a": "ä"}
            """)
    void putsTheStampsInFront(String object, @Nullable String identifiers, String stamped) {
        byte[] list = identifiers == null ? null : identifiers.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(StampedText.of(PLACE, object, list), StandardCharsets.UTF_8))
                .isEqualTo(stamped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1"})
    void refusesWhatIsNoObject(String other) {
        assertThatIllegalStateException().isThrownBy(() -> StampedText.of(PLACE, other, null));
    }
}
