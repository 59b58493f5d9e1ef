// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Where somebody outside tells that a log has had another history: nothing is signed any more, here and after a restart, until a human has looked. */
@Singleton
public final class Contradictions {

    private static final Logger LOG = Logger.getLogger(Contradictions.class);

    private final CheckpointConfig config;
    private final SignerStatus status;

    Contradictions(CheckpointConfig config, SignerStatus status) {
        this.config = config;
        this.status = status;
    }

    /** Stops the signer. {@code what} says who knows what, in one line. */
    public void told(String log, String what) {
        status.refuse("log " + log + ": " + what);
        LOG.errorf("No checkpoint is signed any more until someone has looked: log %s: %s", log, what);
        Path directory = config.memory().orElseThrow();
        try {
            new CheckpointMemory(Files.createDirectories(directory)).contradicted(log, what);
        } catch (IOException e) {
            LOG.errorf("That is not remembered after a restart: %s", e.getMessage());
        }
    }
}
