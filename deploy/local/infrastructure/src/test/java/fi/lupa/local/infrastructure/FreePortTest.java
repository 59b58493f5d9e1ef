// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortTest {

    private static final int PORTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void isNobodyElses_thoughNothingListensThereYet() throws Exception {
        // Given
        int[] ours = IntStream.range(0, PORTS).map(i -> FreePort.any()).toArray();

        // When
        Process other = other(ours);

        // Then
        assertThat(other.waitFor()).isZero();
        assertThat(Files.readAllLines(directory.resolve("out"))).containsExactly("none");
        Set<Integer> different = new HashSet<>();
        IntStream.of(ours).forEach(different::add);
        assertThat(different).hasSize(PORTS);
    }

    /** Another JVM that says which of the ports it could have had. */
    private Process other(int[] ports) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName());
        IntStream.of(ports).mapToObj(Integer::toString).forEach(builder.command()::add);
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
    }

    /** The other JVM. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] ports) {
            StringBuilder had = new StringBuilder();
            for (String port : ports) {
                if (FreePort.take(Integer.parseInt(port))) {
                    had.append(port).append(' ');
                }
            }
            System.out.println(had.length() == 0 ? "none" : had.toString());
        }
    }
}
