// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    private final Report report = new Report("decisions", "2026-11-22T02:00:00.000Z", Map.of("cores", 2));

    @Test
    void keepsEveryRound_whenWritten(@TempDir Path folder) throws IOException {
        // Given
        report.add("rate", "1/s", 30_000);
        report.add("rate", "1/s", 10_000);
        report.add("rate", "1/s", 20_000);
        Path file = folder.resolve("results/decisions.json");

        // When
        report.write(file);

        // Then
        JsonNode written = new ObjectMapper().readTree(file.toFile());
        assertThat(written.at("/series/0/rounds")).hasSize(3);
        assertThat(written.at("/series/0/median").asDouble()).isEqualTo(20_000);
        assertThat(written.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(written.at("/sound").asBoolean()).isTrue();
        assertThat(report.markdown()).contains("| rate | 1/s | 20,000 | 10,000 | 30,000 | 3 |");
    }

    @Test
    void isNoFigure_whenSomethingWasWrong() {
        // Given
        report.add("rate", "1/s", 1.5);

        // When
        report.fault("an answer was wrong");

        // Then
        assertThat(report.isSound()).isFalse();
        assertThat(report.markdown()).contains("**NO FIGURE:** an answer was wrong");
    }
}
