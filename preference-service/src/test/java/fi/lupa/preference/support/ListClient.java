// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.support;

import io.restassured.path.json.JsonPath;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends a list over a bare connection, in whatever pieces and at whatever pace, and reads the answer when it is told to. */
public final class ListClient implements AutoCloseable {

    /** The media type of newline-delimited JSON. */
    public static final String NDJSON = "application/x-ndjson";

    /** The usual question. */
    public static final String QUESTION = "?controller=kysely&purpose=newsletter&channel=EMAIL&type=EMAIL";

    private static final String PATH = "/v1/audience-checks";
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private ListClient(String request) {
        try {
            int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            out = socket.getOutputStream();
            in = new BufferedInputStream(socket.getInputStream());
            out.write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer, its body taken out of its chunks. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** The body's lines. */
        public List<String> lines() {
            return text().lines().toList();
        }

        /** The body. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** One line as JSON. */
        public JsonPath json(int line) {
            return JsonPath.from(lines().get(line));
        }

        /** The last line as JSON. */
        public JsonPath last() {
            return json(lines().size() - 1);
        }
    }

    /** Asks about the newsletter, with more headers, each ending its line. */
    public static ListClient newsletter(World world, String type, String headers) {
        return new ListClient(
                world.access("marketing-tool", List.of(World.CONTROLLER), "decision:read"), QUESTION, type, headers);
    }

    /** Begins a request with a chunked body. */
    public ListClient(String access, String query, String type, String headers) {
        this("POST " + PATH + query + " HTTP/1.1\r\nHost: lupa\r\nConnection: close\r\nAuthorization: Bearer " + access
                + "\r\nContent-Type: " + type + "\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n");
    }

    /** Sends some of the list. */
    public ListClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends some of the list. */
    public ListClient send(byte[] bytes) {
        try {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the list and reads the answer. */
    public Answer end() {
        try {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    /** Reads the answer. */
    public Answer read() {
        try {
            int status = Integer.parseInt(line().split(" ", -1)[1]);
            Map<String, String> headers = new TreeMap<>();
            for (String header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
            return new Answer(status, headers, body(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("the connection ended within an answer");
            }
            if (one != '\r') {
                line.append((char) one);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
