// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The built services refuse to start as production with the settings of the local stack, which serves Swagger UI. */
class UnsafeStartIT {

    private final StartedStack lupa = StartedStack.get();

    private record Start(Path log, Process process) {}

    @Test
    void isRefused_andEveryReasonIsNamed() throws IOException, InterruptedException {
        // When
        List<Start> starts =
                Stream.of(Service.values()).map(this::startAsProduction).toList();

        // Then
        for (Start start : starts) {
            boolean ended = start.process().waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            start.process().destroyForcibly();
            String said = Files.readString(start.log());
            assertThat(ended && start.process().exitValue() != 0).as(said).isTrue();
            assertThat(said)
                    .contains("Refused to start: Swagger UI is served; the clock's zone is not UTC.")
                    .doesNotContain("Listening on");
        }
    }

    private Start startAsProduction(Service service) {
        Path log = lupa.stack().service(service).directory().resolve("unsafe-start.log");
        ProcessBuilder start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=Europe/Helsinki",
                        "-Dquarkus.profile=prod",
                        "-Dquarkus.http.port=0",
                        "-Dlupa.records.directory=" + log.resolveSibling("unsafe-records"),
                        "-Dlupa.audit.checkpoints.memory=" + log.resolveSibling("unsafe-checkpoints"),
                        "-Dquarkus.config.locations="
                                + lupa.stack().settingsFile(service).toUri(),
                        "-jar",
                        lupa.stack().jarOf(service).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try {
            return new Start(log, start.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
