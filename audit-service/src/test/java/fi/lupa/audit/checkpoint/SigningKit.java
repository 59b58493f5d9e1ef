// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.log.SignedHistory;
import fi.lupa.platform.id.UuidV7Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** A throw-away key and a directory for checkpoints, for tests of other packages. */
public final class SigningKit {

    private final LogKeys keys;
    private final Signer signer;

    private SigningKit(LogKeys keys, Path directory) {
        this.keys = keys;
        this.signer = new Signer(keys, new CheckpointMemory(directory), InstantSource.system(), rotation());
    }

    /** Makes the kit on a directory; another kit on the same one goes on with its key and checkpoints. */
    public static SigningKit in(Path directory) throws IOException {
        Path pem = directory.resolve("key.pem");
        if (!Files.exists(pem)) {
            Files.writeString(pem, SignerTest.pem("MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"));
        }
        LogKeys keys = new LogKeys(Optional.of("log.example.fi/log"), Optional.of(pem), Optional.empty());
        return new SigningKit(keys, directory);
    }

    /** The keys of logs whose checkpoints this key has signed under this origin. */
    public static LogKeys keys(Path pem, String origin) {
        return new LogKeys(Optional.of(origin), Optional.of(pem), Optional.empty());
    }

    static KeyRotation rotation() {
        SecureRandom random = new SecureRandom();
        return new KeyRotation(new UuidV7Source(InstantSource.system(), random), random);
    }

    public LogKeys keys() {
        return keys;
    }

    /** What the sequencer goes on from. */
    public SignedHistory history() {
        return connection -> {
            try {
                signer.compareAll(connection);
                return Optional.empty();
            } catch (RefusedToSignException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Holds all logs against what is kept, then signs those that have grown; returns how many. */
    public int sign(LogKit kit) throws SQLException, IOException {
        return sign(kit.writer());
    }

    public int sign(DataSource writer) throws SQLException, IOException {
        try (Connection connection = writer.getConnection()) {
            signer.compareAll(connection);
            return signer.signGrown(connection);
        }
    }
}
