// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Reads and creates small files that hold a secret; no exception from here shows what a file contains. */
public final class SecretFile {

    private static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /** Creates a file that only its owner may read, and fails if it exists: a key in use is never written over. */
    public static void create(Path file, String content) {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + file.getFileName(), e);
        }
    }

    /** Returns the text without white space around it. */
    public static String read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalStateException(file.getFileName() + " is too large for a key file");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.getFileName(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
