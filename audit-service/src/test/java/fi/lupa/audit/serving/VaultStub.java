// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as consent-service's POST /v1/disclosures/read does: one line an event, in order; or with an error. */
public final class VaultStub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile int status = 200;

    private VaultStub(HttpServer server) {
        this.server = server;
    }

    static VaultStub start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            VaultStub stub = new VaultStub(server);
            server.createContext("/v1/disclosures/read", stub::answer);
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

    /** Sets the status of all answers from now on. */
    public void status(int code) {
        status = code;
    }

    /** Returns the tokens that came. */
    public Set<String> tokens() {
        return Set.copyOf(tokens);
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
        byte[] body = (status == 200 ? lines.toString() : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
