// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A witness of one test run that believes every checkpoint but keeps to its sizes, and can be sent away or made to answer anything. What
 * foreign witnesses say to our proofs is tested elsewhere.
 */
public final class TestWitness implements AutoCloseable {

    private final String name;
    private final KeyPair pair;
    private final HttpServer server;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private volatile boolean away;
    private volatile int status;
    private volatile String answer = "";

    private TestWitness(String name, KeyPair pair, HttpServer server) {
        this.name = name;
        this.pair = pair;
        this.server = server;
    }

    /** Starts one of that name. */
    public static TestWitness start(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestWitness witness = new TestWitness(name, pair, server);
            server.createContext("/w/add-checkpoint", witness::answer);
            server.start();
            return witness;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/w/";
    }

    /** Returns a policy of this witness alone. */
    public String policy() {
        return "witness one " + vkey() + " " + url() + "\nquorum one\n";
    }

    public String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** From now on it answers 503, or again as it should. */
    public void away(boolean is) {
        away = is;
    }

    /** From now on it answers this. */
    void answers(int code, String body) {
        status = code;
        answer = body;
    }

    private byte[] typed() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = Arrays.copyOfRange(encoded, encoded.length - 33, encoded.length);
        typed[0] = 4;
        return typed;
    }

    private byte[] id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(typed()), 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String cosignature(String text, long seconds) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] value = ByteBuffer.allocate(12 + signed.length)
                    .put(id())
                    .putLong(seconds)
                    .put(signed)
                    .array();
            return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(value) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status != 0 || away) {
            send(exchange, away ? 503 : status, away ? "" : answer);
            return;
        }
        String note = body.substring(body.indexOf("\n\n") + 2);
        String[] lines = note.split("\n", -1);
        long known = sizes.getOrDefault(lines[0], 0L);
        if (!body.startsWith("old " + known + "\n")) {
            send(exchange, 409, known + "\n");
            return;
        }
        sizes.put(lines[0], Long.parseLong(lines[1]));
        String text = note.substring(0, note.indexOf("\n\n") + 1);
        send(exchange, 200, cosignature(text, Instant.now().getEpochSecond()));
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
