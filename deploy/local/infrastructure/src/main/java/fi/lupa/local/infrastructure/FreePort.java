// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds a free loopback port below the range from which the system serves outgoing connections, so that no stray connection takes the port
 * while its part is being restarted. Until the JVM ends, the port is its own among all JVMs that ask here: tests of several modules may run at once.
 */
public final class FreePort {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 200;
    private static final Path NOTES =
            Path.of(System.getProperty("java.io.tmpdir"), "lupa-ports-" + System.getProperty("user.name"));
    /** A part takes a moment until it listens; meanwhile its port must not be given to another. The locks on these are the system's. */
    private static final List<FileChannel> GIVEN = Collections.synchronizedList(new ArrayList<>());

    private FreePort() {}

    static int orGiven(int port) {
        return port == 0 ? any() : port;
    }

    /** A port that nobody in this JVM, nor in another that runs now, was given before. */
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            if (isFree(port) && take(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + (LOWEST + COUNT));
    }

    /** A lock on a file is the whole JVM's, whatever its class loaders, and ends with it. No note is closed: that would give up all locks on it. */
    static boolean take(int port) {
        try {
            Files.createDirectories(NOTES);
            FileChannel note = FileChannel.open(
                    NOTES.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            GIVEN.add(note);
            return note.tryLock() != null;
        } catch (IOException | OverlappingFileLockException anothers) {
            return false;
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
