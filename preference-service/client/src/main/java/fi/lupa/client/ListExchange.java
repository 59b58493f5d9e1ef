// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends one list and fetches its answers. The JDK's client reads nothing before it has sent everything, so the service is asked to keep the
 * answers until they are fetched.
 */
final class ListExchange {

    private static final String PATH = "/v1/audience-checks";
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final String COMPLETE = "COMPLETE";

    private final Transport transport;
    private final Consumer<Line> lines;

    ListExchange(Transport transport, Consumer<Line> lines) {
        this.transport = transport;
        this.lines = lines;
    }

    ListResult check(Map<String, Object> members, Supplier<InputStream> list) {
        String query = members.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "="
                        + encoded(member.getValue().toString()))
                .collect(Collectors.joining("&"));
        Optional<HttpResponse<String>> sent = transport.send(
                transport
                        .request(PATH + "?" + query)
                        .timeout(LONGEST)
                        .header("Content-Type", "application/x-ndjson")
                        .header("Prefer", "respond-async")
                        .POST(BodyPublishers.ofInputStream(list)),
                BodyHandlers.ofString());
        Optional<String> place = sent.filter(answer -> answer.statusCode() == ACCEPTED)
                .flatMap(answer -> answer.headers().firstValue("Location"));
        boolean onlyAllowed = members.containsKey("only");
        return place.map(found -> fetch(found, onlyAllowed)).orElseGet(() -> failed(LupaClient.tree(sent)));
    }

    private ListResult fetch(String place, boolean onlyAllowed) {
        Optional<HttpResponse<String>> told =
                transport.send(transport.request(place).GET(), BodyHandlers.ofString());
        JsonNode receipt = LupaClient.tree(told);
        if (!receipt.path("status").asText().equals(COMPLETE)) {
            return failed(receipt);
        }
        Optional<HttpResponse<InputStream>> answers = transport.send(
                transport.request(place + "/result").timeout(LONGEST).GET(), BodyHandlers.ofInputStream());
        long wanted = (onlyAllowed ? receipt.path("decisions").path("ALLOW") : receipt.path("lines")).asLong();
        boolean all = answers.filter(answer -> answer.statusCode() == OK)
                .map(answer -> handOver(answer.body()) == wanted)
                .orElse(false);
        return all ? new ListResult(true, COMPLETE, receipt) : new ListResult(false, "ANSWERS_INCOMPLETE", receipt);
    }

    /** Hands each line over as it comes; returns how many there were before it ended. */
    private long handOver(InputStream answers) {
        long handed = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode body = LupaClient.tree(line);
                if (!body.has("receipt")) {
                    lines.accept(new Line(body));
                    handed++;
                }
            }
            return handed;
        } catch (IOException | UncheckedIOException broken) {
            return -1;
        }
    }

    private static ListResult failed(JsonNode told) {
        return new ListResult(false, told.path("code").asText("NO_ANSWER"), MissingNode.getInstance());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
