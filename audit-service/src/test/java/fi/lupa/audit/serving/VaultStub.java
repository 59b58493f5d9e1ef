// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fi.lupa.platform.key.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers as consent-service's POST /v1/disclosures/read does, one line an event, in order; and as preference-service's lookup of records, two
 * at once. Or with an error.
 */
public final class VaultStub implements AutoCloseable {

    /** The hash of the text that every version of every notice has here. */
    public static final String TEXT_SHA256 = HexFormat.of()
            .formatHex(
                    Digests.sha256("Uutiskirje\nHaluan uutiskirjeen.\nKyllä kiitos".getBytes(StandardCharsets.UTF_8)));

    private static final String NOTICE =
            "{\"texts\":{\"fi\":{\"title\":\"Uutiskirje\"," + "\"body\":\"%s\",\"controlLabel\":\"Kyllä kiitos\"}}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final Map<String, String> subjects = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile int lookupStatus = 200;
    private volatile String body = "Haluan uutiskirjeen.";

    private VaultStub(HttpServer server) {
        this.server = server;
    }

    static VaultStub start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            VaultStub stub = new VaultStub(server);
            server.createContext("/v1/disclosures/read", stub::answer);
            server.createContext("/v1/decision-records/lookup", stub::records);
            server.createContext("/v1/notices/newsletter-notice/versions/1.1", stub::notice);
            server.createContext("/v1/subjects/lookup", stub::lookup);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sets what is answered for an event, after its id: members of a JSON object. */
    public void answers(String event, String members) {
        answers.put(event, members);
    }

    /** Sets what is found about an address: records with their proofs, in JSON, newest first, each of another time. */
    public void found(String address, List<String> proven) {
        records.put(address, proven);
    }

    /** Sets whose an address is. */
    public void belongs(String address, String subject) {
        subjects.put(address, subject);
    }

    /** Sets the status of lookups from now on. */
    public void lookupStatus(int code) {
        lookupStatus = code;
    }

    /** Sets the status of all answers from now on. */
    public void status(int code) {
        status = code;
    }

    /** Returns the tokens that came. */
    public Set<String> tokens() {
        return Set.copyOf(tokens);
    }

    /** Sets what the notice says from now on. */
    public void noticeSays(String words) {
        body = words;
    }

    /** Forgets what a test set. */
    public void asAlways() {
        lookupStatus = 200;
        status = 200;
        body = "Haluan uutiskirjeen.";
    }

    private void notice(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        send(exchange, NOTICE.formatted(body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        StringBuilder lines = new StringBuilder();
        for (JsonNode event : JSON.readTree(exchange.getRequestBody()).path("events")) {
            String members = answers.getOrDefault(event.asText(), "\"disclosures\":[]");
            lines.append("{\"event\":")
                    .append(event)
                    .append(',')
                    .append(members)
                    .append("}\n");
        }
        send(exchange, lines.toString());
    }

    private void lookup(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        JsonNode question = JSON.readTree(exchange.getRequestBody());
        String subject = subjects.get(question.at("/recipient/value").asText());
        if (subject == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        } else {
            send(exchange, "{\"subjectId\":\"" + subject + "\"}");
        }
    }

    private void records(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        JsonNode question = JSON.readTree(exchange.getRequestBody());
        String to = question.path("to").asText("9999");
        List<String> found = records
                .getOrDefault(question.at("/recipient/value").asText(), List.of())
                .stream()
                .filter(record -> at(record).compareTo(to) <= 0)
                .toList();
        String page = String.join(",", found.subList(0, Math.min(2, found.size())));
        if (lookupStatus == 200) {
            send(exchange, "{\"records\":[" + page + "],\"more\":" + (found.size() > 2) + "}");
        } else {
            exchange.sendResponseHeaders(lookupStatus, -1);
            exchange.close();
        }
    }

    private static String at(String record) {
        try {
            return JSON.readTree(JSON.readTree(record).path("line").asText())
                    .path("at")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = (status == 200 ? text : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
