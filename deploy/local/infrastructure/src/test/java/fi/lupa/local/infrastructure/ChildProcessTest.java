// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    private Path dir;

    @Test
    void leavesNoProcess_whenItsOwnerIsKilled() throws Exception {
        // Given
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OwnerProcess.class.getName(),
                        dir.toString())
                .redirectOutput(dir.resolve("owner.log").toFile())
                .redirectErrorStream(true)
                .start();
        boolean started =
                ChildProcess.await(Duration.ofMinutes(5), () -> Files.exists(dir.resolve("pids")) || !owner.isAlive());
        assertThat(started && owner.isAlive())
                .as(Files.readString(dir.resolve("owner.log")))
                .isTrue();
        List<Long> pids = Files.readAllLines(dir.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();

        // When
        owner.destroyForcibly().waitFor();
        boolean gone =
                ChildProcess.await(Duration.ofSeconds(60), () -> running(pids).isEmpty());

        // Then
        assertThat(pids).hasSizeGreaterThan(4);
        assertThat(gone).as("processes that are left: %s", running(pids)).isTrue();
    }

    @Test
    void leavesNoProcess_whenClosed() {
        // Given
        MailCatcher mail = MailCatcher.start(dir, 0);
        List<Long> pids = mail.pids();

        // When
        mail.close();

        // Then
        assertThat(pids).isNotEmpty();
        assertThat(running(pids)).isEmpty();
        assertThat(mail.isRunning()).isFalse();
    }

    @Test
    void saysWhichPartAndWhy_whenTheServerDoesNotStart() {
        // When
        assertThatThrownBy(() -> PostgresServer.start(dir, 0, Map.of("no_such_setting", "1")))
                // Then
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("postgresql ended before it was ready")
                .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
    }

    @Test
    void saysSo_whenThePortIsTaken() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            assertThatThrownBy(() -> MailCatcher.start(dir, taken.getLocalPort()))
                    // Then
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("mail cannot start: port " + taken.getLocalPort() + " is taken");
        }
    }

    private static List<Long> running(List<Long> pids) {
        return pids.stream()
                .filter(pid -> ProcessHandle.of(pid).filter(Signal::runs).isPresent())
                .toList();
    }
}
