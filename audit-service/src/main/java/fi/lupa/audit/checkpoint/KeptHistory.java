// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.log.SignedHistory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** Holds a database against the checkpoints kept outside it, for who is about to add to its logs. */
@Singleton
final class KeptHistory implements SignedHistory {

    private final CheckpointConfig config;
    private final LogKeys keys;
    private final InstantSource clock;
    private final KeyRotation rotation;

    KeptHistory(CheckpointConfig config, LogKeys keys, InstantSource clock, KeyRotation rotation) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
        this.rotation = rotation;
    }

    @Override
    public Optional<String> contradictedBy(Connection connection) throws SQLException {
        Optional<Path> directory = config.memory();
        return keys.exist() && directory.isPresent() ? contradiction(connection, directory.get()) : Optional.empty();
    }

    private Optional<String> contradiction(Connection connection, Path directory) throws SQLException {
        try {
            CheckpointMemory memory = new CheckpointMemory(Files.createDirectories(directory));
            new Signer(keys, memory, clock, rotation).compareAll(connection);
            return Optional.empty();
        } catch (RefusedToSignException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
