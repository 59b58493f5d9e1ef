// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.checkpoint.SigningKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;

/** The sequencer and the signer as one process that can be killed; what would make them stop for good goes to a file. */
public final class StormProcess {

    static final String GAVE_UP = "gave-up";

    private StormProcess() {}

    /** Runs until it is killed: JDBC URL, broker, topic prefix, directory of key and checkpoints. */
    public static void main(String[] arguments) throws IOException {
        DataSource writer = LogKit.as(arguments[0], "lupa_audit_writer", LogKit.PASSWORD);
        Path directory = Path.of(arguments[3]);
        SigningKit signing = SigningKit.in(directory);
        Thread signer = new Thread(() -> again(directory, () -> signing.sign(writer)), "signer");
        signer.start();
        Sequencer sequencer = LogKit.sequencer(writer, arguments[1], arguments[2]);
        again(directory, () -> sequencer.attempt(() -> true));
    }

    private static void again(Path directory, Work work) {
        while (true) {
            try {
                work.run();
            } catch (SQLException | KafkaException | FencedException e) {
                // as in production: try again
            } catch (IOException | RuntimeException e) {
                giveUp(directory, e);
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void giveUp(Path directory, Exception reason) {
        try {
            Files.write(
                    directory.resolve(GAVE_UP),
                    (reason + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One attempt. */
    @FunctionalInterface
    private interface Work {

        void run() throws SQLException, IOException;
    }
}
