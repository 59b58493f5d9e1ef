// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code deploy/local/drill restore} as an operator calls it, without the build before it. Only with {@code -Pdrills}: it takes minutes. */
class DrillIT {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));

    @Test
    void provesThatNothingWasLost_andNoticesAnOlderBackup() throws IOException, InterruptedException {
        // Given
        Path output = ROOT.resolve("deploy/local/stack/target/drill.txt");

        // When
        Process drill = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "drill",
                        ROOT.toString(),
                        "restore")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = drill.waitFor(15, TimeUnit.MINUTES);
        drill.destroy();

        // Then
        String said = Files.readString(output);
        assertThat(ended && drill.exitValue() == 0).as(said).isTrue();
        assertThat(said)
                .containsSubsequence(
                        "the answer is ALLOW",
                        "a base backup is taken",
                        "the answer is DENY CONSENT_WITHDRAWN",
                        "a witness keeps a checkpoint over",
                        "base backup and all of the write-ahead log are put back",
                        "the answer is DENY CONSENT_WITHDRAWN",
                        "nothing was lost: the log begins with what the kept checkpoint was signed for",
                        "the log goes on",
                        "the base backup alone is put back",
                        "RESTORED_BEHIND_LOG",
                        "recover has recorded",
                        "the answer is DENY CONSENT_WITHDRAWN",
                        "audit-service has noticed and takes nothing in; so has the witness",
                        "The drill succeeded");
        assertThat(ROOT.resolve("deploy/local/.drill")).doesNotExist();
    }
}
