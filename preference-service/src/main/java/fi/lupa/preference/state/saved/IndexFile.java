// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.chunk.DamagedException;
import fi.lupa.preference.state.packed.AllStates;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The file in which states are saved: which build it is of, when it was saved, how far its states go, and the states. It is replaced whole or
 * not at all, and only its owner may read it: the keys of identifiers are in it, as they are in PostgreSQL.
 */
final class IndexFile {

    private static final long FORMAT = 0x4C55_5041_4944_5831L; // LUPAIDX1

    private final Path directory;
    private final Path file;
    private final String build;

    IndexFile(Path directory, String build) {
        this.directory = directory;
        this.file = directory.resolve("states.lupa-index");
        this.build = build;
    }

    /** Replaces what was saved before. If it throws, that is still there. */
    void write(Instant savedAt, Reached reached, AllStates.AtOnce states) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("states.unfinished");
        Files.deleteIfExists(unfinished);
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ChunkWriter to = new ChunkWriter(channel);
                to.number(FORMAT);
                to.text(build);
                to.number(savedAt.toEpochMilli());
                reached.write(to);
                states.write(to);
                to.end();
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Returns what was saved; empty if nothing was, if it is of another build, or if it does not fit. Throws DamagedException for a file that
     * is not what was written.
     */
    Optional<SavedStates> read(BiPredicate<Instant, Reached> fits) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ChunkReader from = new ChunkReader(channel);
            if (from.number() != FORMAT) {
                throw new DamagedException("it is no file of an index");
            }
            if (!from.text().equals(build)) {
                return Optional.empty();
            }
            Instant savedAt = Instant.ofEpochMilli(from.number());
            Reached reached = Reached.read(from);
            if (!fits.test(savedAt, reached)) {
                return Optional.empty();
            }
            AllStates states = AllStates.read(from);
            from.end();
            return Optional.of(new SavedStates(savedAt, reached, states));
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
