// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The published table is what the rules are; {@code -Dlupa.docs=write} writes it anew. */
class DecisionTableDocTest {

    private static final Path PAGE =
            Path.of(Objects.requireNonNull(System.getProperty("lupa.root")), "docs", "decision-table.md");

    @Test
    void saysWhatTheRulesAre() throws IOException {
        // Given
        String generated = RuleSheet.markdown();
        if ("write".equals(System.getProperty("lupa.docs"))) {
            Files.createDirectories(Objects.requireNonNull(PAGE.getParent()));
            Files.writeString(PAGE, generated);
        }

        // When
        String published = Files.readString(PAGE);

        // Then
        assertThat(published).isEqualTo(generated);
    }
}
