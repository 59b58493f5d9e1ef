// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Sends a list on one connection and reads the answers meanwhile, as curl does. */
public final class ListStream {

    private static final int CHUNK_LINES = 1_000;
    private static final int BUFFER = 256 * 1024;
    private static final int TAIL = 8 * 1024;

    private final int port;
    private final String path;
    private final String token;

    /** Names where lists are sent. */
    public ListStream(int port, String path, String token) {
        this.port = port;
        this.path = path;
        this.token = token;
    }

    /** What became of a list; the last line is what came before the end of the last chunk. */
    public record Done(double seconds, long sentBytes, long receivedBytes, String lastLine) {}

    /** Sends so many lines and reads to the end of the answer. */
    public Done send(int lines, IntFunction<String> line) throws IOException {
        long begin = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            CompletableFuture<Long> sending = CompletableFuture.supplyAsync(() -> sendAll(socket, lines, line));
            byte[] tail = new byte[0];
            byte[] buffer = new byte[BUFFER];
            long received = 0;
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received += count;
                tail = tail(tail, buffer, count);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Done(seconds, sending.join(), received, lastLine(tail));
        }
    }

    private long sendAll(Socket socket, int lines, IntFunction<String> line) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            out.write(
                    ascii("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                            + token + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"));
            long sent = 0;
            StringBuilder chunk = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                chunk.append(line.apply(i)).append('\n');
                if (i % CHUNK_LINES == CHUNK_LINES - 1 || i == lines - 1) {
                    byte[] bytes = ascii(chunk.toString());
                    out.write(ascii(Integer.toHexString(bytes.length) + "\r\n"));
                    out.write(bytes);
                    out.write(ascii("\r\n"));
                    sent += bytes.length;
                    chunk.setLength(0);
                }
            }
            out.write(ascii("0\r\n\r\n"));
            out.flush();
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] tail(byte[] before, byte[] buffer, int count) {
        byte[] joined = new byte[before.length + count];
        System.arraycopy(before, 0, joined, 0, before.length);
        System.arraycopy(buffer, 0, joined, before.length, count);
        int length = Math.min(TAIL, joined.length);
        byte[] tail = new byte[length];
        System.arraycopy(joined, joined.length - length, tail, 0, length);
        return tail;
    }

    private static String lastLine(byte[] tail) {
        String text = new String(tail, StandardCharsets.UTF_8);
        int receipt = text.lastIndexOf("{\"receipt\"");
        int error = text.lastIndexOf("{\"error\"");
        return text.substring(Math.max(0, Math.max(receipt, error)));
    }
}
