// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks a preference-service. A question that fails is never an exception but an answer that says "do not contact". Thread-safe.
 */
public final class LupaClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transport transport;
    private final Optional<String> seen;

    private LupaClient(Transport transport, Optional<String> seen) {
        this.transport = transport;
        this.seen = seen;
    }

    /** Makes a client of the service at this address; the supplier gives an access token that is valid now. */
    public static LupaClient of(URI service, Supplier<String> tokens) {
        return new LupaClient(new Transport(service, tokens, Retries.USUAL), Optional.empty());
    }

    /** Makes a client that tries so often and waits so long for an answer. */
    public static LupaClient of(URI service, Supplier<String> tokens, int tries, Duration patience) {
        return new LupaClient(new Transport(service, tokens, new Retries(tries, patience)), Optional.empty());
    }

    /** Returns a client whose questions are answered from no older state than the write that returned this revision. */
    public LupaClient havingWritten(String revision) {
        return new LupaClient(transport, Optional.of(revision));
    }

    /** Asks about one recipient: an identifier of this type, for instance {@code EMAIL}. */
    public Answer ask(Question question, String type, String value) {
        Map<String, Object> members = members(question);
        members.put("recipient", Map.of("type", type, "value", value));
        return transport
                .send(
                        transport
                                .request("/v1/decisions")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(json(members))),
                        BodyHandlers.ofString())
                .map(answer -> Answer.of(answer.statusCode(), tree(answer.body())))
                .orElseGet(Answer::none);
    }

    /**
     * Checks a list of any length in constant memory. The list is sent whole before the first answer is handed over, and each answer as it
     * arrives; if the result is not complete, contact nobody by them.
     *
     * @param list opens the list, lines of NDJSON as the API takes them
     */
    public ListResult check(Question question, String type, Supplier<InputStream> list, Consumer<Line> lines) {
        Map<String, Object> members = members(question);
        members.put("type", type);
        return new ListExchange(transport, lines).check(members, list);
    }

    private Map<String, Object> members(Question question) {
        Map<String, Object> members = new LinkedHashMap<>(question.members());
        seen.ifPresent(revision -> members.putIfAbsent(Question.AT_LEAST, revision));
        return members;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a member of the question cannot be written", e);
        }
    }

    /** Reads an answer; what is no JSON says nothing. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static JsonNode tree(Optional<HttpResponse<String>> answer) {
        return answer.map(found -> tree(found.body())).orElseGet(MissingNode::getInstance);
    }
}
