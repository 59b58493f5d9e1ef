// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.record.Rfc9162;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Topic;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was answered is found by who has the address, and proven against what the log is told. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class DecisionRecordsTest {

    private static final String ANNA = "anna@example.fi";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = World.withCatalogue();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void provesTheAnswer_toWhoHasTheAddress() {
        // Given
        String token = world.publish(world.consented(ANNA));
        JsonPath answer = world.ask(ANNA, token).jsonPath();
        assertThat(answer.getString("decision")).isEqualTo("ALLOW");

        // When
        JsonNode found = soleRecord(ANNA, answer.getString("decisionId"));

        // Then
        JsonNode line = json(found.path("line").textValue());
        assertThat(line.path("id").textValue()).isEqualTo(answer.getString("decisionId"));
        assertThat(line.path("handle").textValue()).isEqualTo(answer.getString("handle"));
        assertThat(line.path("reason").textValue()).isEqualTo("CONSENT_GIVEN");
        assertThat(line.path("asOf").textValue()).isEqualTo(answer.getString("asOf"));
        assertThat(found.path("line").textValue()).doesNotContain("anna").doesNotContain("sub_");
        assertThat(comesTo(found)).isEqualTo(found.path("root").textValue());
        JsonNode event = event(found.path("event").textValue());
        assertThat(event.path("root").textValue()).isEqualTo(found.path("root").textValue());
        assertThat(event.path("records").intValue())
                .isEqualTo(found.path("size").intValue());
    }

    @Test
    void findsNothing_forAnotherAddressControllerTenantTimeOrQuestion() {
        // Given
        answers(world);
        JsonPath answer = world.ask(ANNA, "").jsonPath();
        soleRecord(ANNA, answer.getString("decisionId"));
        try (World other = World.withCatalogue()) {
            answers(other);

            // Then
            assertThat(records(find(world, "bertta@example.fi", ""))).isEmpty();
            assertThat(records(find(other, ANNA, "")))
                    .noneMatch(record -> record.path("line").textValue().contains(answer.getString("decisionId")));
            assertThat(records(find(world, ANNA, ",\"to\":\"2026-01-01T00:00:00.000Z\"")))
                    .isEmpty();
            assertThat(records(find(world, ANNA, question(",\"automated\":true"))))
                    .isEmpty();
            List<JsonNode> same = records(find(world, ANNA, question("")));
            assertThat(same).isNotEmpty();
            assertThat(records(find(world, ANNA, question(",\"automated\":false,\"language\":\"sv\""))))
                    .as("the same question, said with its defaults")
                    .containsAll(same);
            Response foreign = world.post(
                    world.access("dpo", List.of("another"), "audit:read"),
                    "/v1/decision-records/lookup",
                    body(ANNA, ""));
            assertThat(foreign.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void recordsEveryLineOfABatch_andTellsTheLogOnce() {
        // Given
        answers(world);
        String body = """
                {"question":{"controller":"kysely","purpose":"newsletter","channel":"EMAIL","topic":"news"},
                 "recipients":[{"type":"EMAIL","value":"a@example.fi"},{"type":"EMAIL","value":"b@example.fi"},
                  {"type":"EMAIL","value":"c@example.fi"}]}
                """;

        // When
        JsonPath answers = world.post(
                        world.access("batch-tool", List.of("kysely"), "decision:read"), "/v1/decisions/batch", body)
                .jsonPath();

        // Then
        JsonNode found = soleRecord("b@example.fi", answers.getString("answers[1].decisionId"));
        JsonNode event = event(found.path("event").textValue());
        assertThat(event.path("client").textValue()).isEqualTo("batch-tool");
        assertThat(event.path("counts").toString())
                .isEqualTo("[{\"decision\":\"DENY\",\"reason\":\"IDENTIFIER_UNKNOWN\",\"count\":3}]");
        assertThat(comesTo(found)).isEqualTo(event.path("root").textValue());
    }

    @Test
    void keepsNothingOfAPurposeThatIsInNoCatalogue() {
        // Given
        answers(world);
        String access = world.access("marketing-tool", List.of("kysely"), "decision:read decision:explain");

        // When
        JsonPath answer = world.post(access, "/v1/decisions", """
                {"controller":"kysely","purpose":"salainen@example.fi","channel":"EMAIL",
                 "recipient":{"type":"EMAIL","value":"cecilia@example.fi"}}""").jsonPath();

        // Then
        assertThat(answer.getString("reason")).isEqualTo("PURPOSE_UNKNOWN");
        JsonNode found = soleRecord("cecilia@example.fi", answer.getString("decisionId"));
        assertThat(json(found.path("line").textValue()).path("purpose").textValue())
                .isEqualTo("~unknown");
        assertThat(Topic.records(PreferenceStack.DECISION_EVENTS))
                .noneMatch(record -> (Topic.key(record) + Topic.value(record)).contains("salainen"));
    }

    @Test
    void publishesWhatTheContractSays() throws IOException {
        // Given
        answers(world);
        JsonPath answer = world.ask(ANNA, "").jsonPath();
        JsonNode found = soleRecord(ANNA, answer.getString("decisionId"));
        Path contract = Path.of("src/main/contract/events/decision-minute/v1");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(contract.resolve("schema.json")));

        // When
        JsonNode event = event(found.path("event").textValue());

        // Then
        assertThat(schema.validate(event)).isEmpty();
        assertThat(schema.validate(json(Files.readString(contract.resolve("examples/minute.json")))))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrong_whenTheRequestIs() {
        assertThat(find(world, "no address", "").statusCode()).isEqualTo(422);
        assertThat(find(world, ANNA, ",\"from\":\"2026-02-01T00:00:00.000Z\",\"to\":\"2026-01-01T00:00:00.000Z\"")
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("RANGE_INVALID");
        assertThat(find(world, ANNA, ",\"client\":\"x\"").jsonPath().getString("code"))
                .isEqualTo("UNKNOWN_MEMBER");
    }

    /** Waits until the state is fresh enough to be answered from. */
    private static void answers(World asked) {
        Until.holds("it answers", () -> {
            asked.relay().mark(1, World.nextXid());
            return asked.ask(ANNA, "").statusCode() == 200;
        });
    }

    private JsonNode soleRecord(String email, String decisionId) {
        Until.holds("the record is filed", () -> !with(decisionId, email).isEmpty());
        List<JsonNode> found = with(decisionId, email);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<JsonNode> with(String decisionId, String email) {
        return records(find(world, email, "")).stream()
                .filter(record -> record.path("line").textValue().contains(decisionId))
                .toList();
    }

    private static String question(String members) {
        return ",\"question\":{\"controller\":\"kysely\",\"purpose\":\"newsletter\",\"channel\":\"EMAIL\"" + members
                + "}";
    }

    private static Response find(World asked, String email, String members) {
        return asked.post(
                asked.access("dpo", List.of("kysely"), "audit:read"),
                "/v1/decision-records/lookup",
                body(email, members));
    }

    private static String body(String email, String members) {
        return "{\"controller\":\"kysely\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"" + email + "\"}" + members
                + "}";
    }

    private static List<JsonNode> records(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        List<JsonNode> records = new ArrayList<>();
        json(response.asString()).path("records").forEach(records::add);
        return records;
    }

    /** What a stranger computes from the record and its path. */
    private static String comesTo(JsonNode found) {
        ByteArrayOutputStream leaf = new ByteArrayOutputStream();
        leaf.write(0);
        leaf.writeBytes(found.path("line").textValue().getBytes(StandardCharsets.UTF_8));
        List<byte[]> path = new ArrayList<>();
        found.path("path").forEach(hash -> path.add(Base64.getDecoder().decode(hash.textValue())));
        byte[] root = new Rfc9162(
                        found.path("index").longValue(), found.path("size").longValue(), path)
                .root(Digests.newSha256().digest(leaf.toByteArray()));
        return root == null ? "no root" : Base64.getEncoder().encodeToString(root);
    }

    /** The one event with this id; waits for it. */
    private static JsonNode event(String id) {
        Until.holds("the event is published", () -> !events(id).isEmpty());
        List<ConsumerRecord<byte[], byte[]>> found = events(id);
        assertThat(found).hasSize(1);
        assertThat(Topic.header(found.get(0), "ce_type")).isEqualTo("fi.lupa.decision.minute.v1");
        assertThat(Instant.parse(Topic.header(found.get(0), "ce_time"))).isBeforeOrEqualTo(Instant.now());
        return json(Topic.value(found.get(0)));
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(String id) {
        return Topic.records(PreferenceStack.DECISION_EVENTS).stream()
                .filter(record -> Topic.header(record, "ce_id").equals(id))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
