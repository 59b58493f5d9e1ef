// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes signers on the directory that is set; there are none without a key. */
@Singleton
final class Signers {

    private final CheckpointConfig config;
    private final LogKeys keys;
    private final InstantSource clock;
    private final KeyRotation rotation;

    Signers(CheckpointConfig config, LogKeys keys, InstantSource clock, KeyRotation rotation) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
        this.rotation = rotation;
    }

    boolean exist() {
        return keys.exist();
    }

    boolean remember() {
        return config.memory().isPresent();
    }

    Signer make() throws IOException {
        Path directory = config.memory()
                .orElseThrow(() -> new IllegalStateException(
                        "Refused to start: lupa.audit.checkpoints.memory is not set, so a restored database"
                                + " would go unnoticed."));
        return new Signer(keys, new CheckpointMemory(Files.createDirectories(directory)), clock, rotation);
    }
}
