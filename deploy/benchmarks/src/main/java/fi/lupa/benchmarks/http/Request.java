// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One request as it goes over the wire, made before it is measured, with what tells a right answer from a wrong one. */
public final class Request {

    private final byte[] wire;
    private final Check check;

    private Request(byte[] wire, Check check) {
        this.wire = wire;
        this.check = check;
    }

    /** Tells whether an answer is right. */
    @FunctionalInterface
    public interface Check {

        /** Looks at the answer that the connection holds. */
        boolean isRight(Connection answered);
    }

    /** A POST of JSON with a bearer token; further headers are whole lines, each with its line end. */
    public static Request post(String path, String token, String headers, String json, Check check) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String text = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: " + length + "\r\n"
                + headers + "\r\n" + json;
        return new Request(text.getBytes(StandardCharsets.UTF_8), check);
    }

    /** A GET with a bearer token. */
    public static Request get(String path, String token, Check check) {
        String text = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return new Request(text.getBytes(StandardCharsets.UTF_8), check);
    }

    /** Returns the same bytes, to be sent to whoever answers them with anything. */
    public Request unchecked() {
        return new Request(wire, answered -> true);
    }

    ByteBuffer wire() {
        return ByteBuffer.wrap(wire);
    }

    boolean isRight(Connection answered) {
        return check.isRight(answered);
    }
}
