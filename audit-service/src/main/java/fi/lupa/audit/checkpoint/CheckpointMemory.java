// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last checkpoint of each log, in a file outside the database: what was published stays known when the database is put back.
 *
 * <p>A file only ever moves forward, also with several processes on one directory: each change happens under a lock on a file.
 */
final class CheckpointMemory {

    private static final String SUFFIX = ".checkpoint";
    private static final String CONTRADICTED = ".contradicted";
    private static final Object THIS_PROCESS = new Object();

    private final Path directory;

    CheckpointMemory(Path directory) {
        this.directory = directory;
    }

    /** Returns the last checkpoint; refuses one that is not whole or not signed by a key of the log. */
    Optional<Checkpoint> last(String log, String origin, List<NoteKey> keys) throws IOException {
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file(log)));
            return Optional.of(Checkpoint.verified(note, origin, keys));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedNoteException e) {
            throw new RefusedToSignException("the checkpoint kept for log " + log + " cannot be relied upon: "
                    + e.getMessage() + " (a replaced key stays as previous-key until the next checkpoint)");
        }
    }

    /** Returns the names of all logs that were signed for. */
    Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns what somebody outside knows of another history of the log; stays until a human has looked and removed the file. */
    Optional<String> contradiction(String log) throws IOException {
        try {
            return Optional.of(
                    Files.readString(directory.resolve(log + CONTRADICTED)).strip() + " (once that is settled, remove "
                            + log + CONTRADICTED + " from the memory of checkpoints)");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keeps what somebody outside knows of another history of the log. */
    void contradicted(String log, String what) throws IOException {
        write(directory.resolve(log + CONTRADICTED), what + "\n");
        synchronise(directory);
    }

    /** Keeps a checkpoint, on disk when this returns; refuses to go back or aside. */
    void keep(String log, Checkpoint checkpoint, SignedNote note, List<NoteKey> keys) throws IOException {
        synchronized (THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(log + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                requireForward(last(log, checkpoint.origin(), keys), checkpoint, lock.isValid());
                Path fresh = directory.resolve(log + ".new");
                write(fresh, note.note());
                Files.move(fresh, file(log), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                synchronise(directory);
            }
        }
    }

    private static void requireForward(Optional<Checkpoint> kept, Checkpoint next, boolean locked) {
        boolean forward = kept.isEmpty()
                || kept.get().root().size() < next.root().size()
                || kept.get().root().equals(next.root());
        if (!locked || !forward) {
            throw new RefusedToSignException("a checkpoint of another history or a later one was kept meanwhile: "
                    + kept.map(Checkpoint::root) + ", not " + next.root());
        }
    }

    private Path file(String log) {
        return directory.resolve(log + SUFFIX);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the new name of a file last too. */
    private static void synchronise(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
