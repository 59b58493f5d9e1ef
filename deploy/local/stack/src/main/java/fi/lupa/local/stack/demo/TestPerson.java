// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A made-up person about whom one question always has the same answer: what an integrator's first hour is built on.
 *
 * @param name the name, also the local part of the address
 * @param client the client that records and asks
 * @param question the body for {@code POST /v1/decisions}
 * @param decision the answer
 * @param reason its reason for a client that may have it explained
 * @param steps what is recorded about the person, in this order; none for somebody unknown
 */
public record TestPerson(
        String name, String client, JsonNode question, String decision, String reason, List<Step> steps) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RELATIVE = Pattern.compile("\"NOW-(PT[0-9HM]+)\"");

    /** One call that records something. */
    public record Step(String path, JsonNode body) {}

    /** All test persons of all demo tenants. */
    public static List<TestPerson> all() {
        return StreamSupport.stream(DemoTenants.read("persons.json").spliterator(), false)
                .map(TestPerson::of)
                .toList();
    }

    private static TestPerson of(JsonNode node) {
        List<Step> steps = new ArrayList<>();
        node.get("steps").forEach(step -> steps.add(new Step(step.get("path").asText(), inTime(step.get("body")))));
        JsonNode expect = node.get("expect");
        return new TestPerson(
                node.get("name").asText(),
                node.get("client").asText(),
                node.get("question"),
                expect.get("decision").asText(),
                expect.get("reason").asText(),
                steps);
    }

    /** The body for {@code POST /v1/subjects/lookup}. */
    String lookup() {
        return JSON.createObjectNode()
                .put("controller", question.get("controller").asText())
                .set("recipient", question.get("recipient"))
                .toString();
    }

    /** Times in the file are said relative to now, so that acts are fresh whenever the stack is first started. */
    private static JsonNode inTime(JsonNode body) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String text = RELATIVE.matcher(body.toString())
                .replaceAll(match -> "\"" + now.minus(Duration.parse(match.group(1))) + "\"");
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
