// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds a free loopback port below the range from which the system serves outgoing connections, so that no stray connection takes the port
 * while its part is being restarted.
 */
public final class FreePort {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 200;
    /** A part takes a moment until it listens; meanwhile its port must not be given to another. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    static int orGiven(int port) {
        return port == 0 ? any() : port;
    }

    /** A port that nobody in this JVM was given before. */
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + (LOWEST + COUNT));
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
