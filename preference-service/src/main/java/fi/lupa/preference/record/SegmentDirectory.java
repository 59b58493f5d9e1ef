// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The segment files of one process. One that is being written is called {@code ….open}; what an earlier process left open is
 * closed when the directory is opened. A lock keeps a second process out, which would take a file from under this one.
 */
final class SegmentDirectory implements AutoCloseable {

    private static final String OPEN = ".open";
    private static final String CLOSED = ".ndjson";

    private final Path directory;
    private final FileChannel lock;

    private SegmentDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static SegmentDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(lock)) {
            lock.close();
            throw new IOException("the directory of the decision records is in use by another process");
        }
        SegmentDirectory opened = new SegmentDirectory(directory, lock);
        for (Path left : opened.list(OPEN)) {
            close(left);
        }
        return opened;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock found = channel.tryLock();
            return found != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Begins a segment. */
    OpenSegment begin(UUID id) throws IOException {
        return OpenSegment.create(directory.resolve(id + OPEN));
    }

    /** The segments that can be shipped, oldest first. */
    List<Path> closed() throws IOException {
        return list(CLOSED);
    }

    /** The id of a closed segment. */
    static UUID idOf(Path closed) {
        String name = String.valueOf(closed.getFileName());
        return UUID.fromString(name.substring(0, name.length() - CLOSED.length()));
    }

    /** Makes an open segment's file a closed one, which takes effect at once and whole. */
    static void close(Path open) throws IOException {
        String name = String.valueOf(open.getFileName());
        Path closed = open.resolveSibling(name.substring(0, name.length() - OPEN.length()) + CLOSED);
        Files.move(open, closed, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Path> list(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
