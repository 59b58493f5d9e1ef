// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection that fills a Redis with many keys at once, and asks how much memory it uses. */
final class RedisFill implements AutoCloseable {

    private static final int AT_ONCE = 10_000;
    private static final byte[] BEGIN = ascii("*3\r\n$3\r\nSET\r\n$16\r\n");
    private static final byte[] BETWEEN = ascii("\r\n$16\r\n0123456789abcdef\r\n");
    private static final byte[] OK = ascii("+OK\r\n");
    private static final Pattern USED = Pattern.compile("used_memory:([0-9]+)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RedisFill(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Sets so many keys of 16 random bytes. */
    void set(int keys) throws IOException {
        SplittableRandom random = new SplittableRandom(keys);
        for (int done = 0; done < keys; done += AT_ONCE) {
            int now = Math.min(AT_ONCE, keys - done);
            for (int i = 0; i < now; i++) {
                out.write(BEGIN);
                out.write(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(random.nextLong())
                        .putLong(random.nextLong())
                        .array());
                out.write(BETWEEN);
            }
            out.flush();
            for (int i = 0; i < now; i++) {
                expectOk();
            }
        }
    }

    long usedMemory() throws IOException {
        out.write(ascii("INFO memory\r\n"));
        out.flush();
        int length = Integer.parseInt(line().substring(1));
        String info = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
        line();
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IOException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(used.group(1));
    }

    private void expectOk() throws IOException {
        if (!Arrays.equals(in.readNBytes(OK.length), OK)) {
            throw new IOException("Redis did not take a key");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
