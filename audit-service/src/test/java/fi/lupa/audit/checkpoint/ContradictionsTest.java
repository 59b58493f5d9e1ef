// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody outside knows of another history ends signing, for this process and the next, until a human has looked. */
class ContradictionsTest {

    private static final String WHAT = "witness w1 has cosigned 30 entries, and no more than 10 were signed";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void nothingIsSignedAnyMore_whenAWitnessKnowsMore_untilAHumanHasRemovedTheNote() throws Exception {
        try (LogKit kit = LogKit.withDatabase()) {
            // Given
            SigningKit signing = SigningKit.in(directory);
            write(kit);
            signing.sign(kit);
            SignerStatus status = new SignerStatus(new SimpleMeterRegistry());
            status.now(SignerStatus.State.SIGNING);
            String log = kit.column("SELECT name FROM log").get(0);

            // When
            new Contradictions(new InDirectory(directory), status).told(log, WHAT);
            status.signed(1);
            write(kit);

            // Then
            HealthCheckResponse health = new SignerWellness(status).call();
            assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(health.getData().orElseThrow())
                    .containsEntry("state", "REFUSING")
                    .containsEntry("reason", "log " + log + ": " + WHAT);
            assertThatThrownBy(() -> SigningKit.in(directory).sign(kit))
                    .isInstanceOf(RefusedToSignException.class)
                    .hasMessageContaining(WHAT);
            assertThat(signing.history().contradictedBy(kit.writer().getConnection()))
                    .isPresent();
            assertThat(kit.number("SELECT count(*) FROM checkpoint")).isEqualTo(1);
            Files.delete(directory.resolve(log + ".contradicted"));
            assertThat(SigningKit.in(directory).sign(kit)).isEqualTo(1);
        }
    }

    private static void write(LogKit kit) throws Exception {
        try (Batches batches = Batches.on(kit)) {
            batches.write(10);
        }
    }

    /** A memory and nothing else. */
    private record InDirectory(Path directory) implements CheckpointConfig {

        @Override
        public Optional<Path> key() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> previousKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> origin() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> memory() {
            return Optional.of(directory);
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(1);
        }
    }
}
