// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void readsEveryLineOnce_whateverIsReadAtATime() throws IOException {
        // Given
        StringBuilder read = new StringBuilder();

        // When
        try (InputStream lines = new Lines(3, 6, number -> "line " + number + "\n")) {
            read.append((char) lines.read());
            byte[] some = new byte[4];
            for (int count = lines.read(some); count >= 0; count = lines.read(some)) {
                read.append(new String(some, 0, count, StandardCharsets.UTF_8));
            }
        }

        // Then
        assertThat(read).hasToString("line 3\nline 4\nline 5\n");
    }

    @Test
    void isAHeaderAndOneLineAPerson_whenItIsAnImport() throws IOException {
        try (InputStream rows = ImportRows.of("run", 11)) {
            String file = new String(rows.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(file.lines()).hasSize(12).first().asString().startsWith("type;value;");
            assertThat(file.lines().filter(line -> line.contains(";REFUSED;"))).hasSize(2);
        }
    }
}
