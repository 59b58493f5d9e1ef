// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.domain.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the relay makes of journal rows against the schemas and golden examples of the contract. */
class EventContractTest {

    private static final Path CONTRACT =
            Path.of(System.getProperty("lupa.root", "."), "consent-service/src/main/contract");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final UUID EVENT = UUID.fromString("0193564e-6b2c-7c3e-8d2a-0a1b2c3d4e5f");

    private final TopicDefinitions topics = new TopicDefinitions("lupa", 12);
    private final EventRecords records = new EventRecords(topics, (tenant, subject, wrapped, bytes) -> bytes);

    @Test
    void writesEachGoldenCatalogueEntry_fromItsJournalRow() {
        List<Path> examples = examples("catalogue-entry");
        assertThat(examples).hasSize(7);
        for (Path example : examples) {
            // Given
            ObjectNode golden = (ObjectNode) read(example);
            JournalRow row = row(golden);

            // When
            ProducerRecord<String, byte[]> record = records.of(row).get(0);

            // Then
            assertThat(body(record)).isEqualTo(golden);
            assertThat(schema("catalogue-entry").validate(body(record))).isEmpty();
            assertThat(header(record, "ce_type"))
                    .isEqualTo("fi.lupa.catalogue." + golden.path("kind").textValue() + ".v1");
            assertThat(header(record, "ce_subject")).isEqualTo(golden.path("id").textValue());
            assertThat(record.key())
                    .isEqualTo(String.join(
                            ":",
                            golden.path("tenant").textValue(),
                            golden.path("kind").textValue(),
                            golden.path("id").textValue(),
                            golden.path("version").textValue()));
        }
    }

    @Test
    void writesEachGoldenFact_fromItsJournalRow() {
        List<Path> examples = examples("fact");
        assertThat(examples).hasSizeGreaterThan(20);
        for (Path example : examples) {
            // Given
            ObjectNode golden = (ObjectNode) read(example);

            // When
            List<ProducerRecord<String, byte[]>> made = records.of(row(golden, golden, null, null));

            // Then
            assertThat(made).hasSize(1);
            assertThat(body(made.get(0))).isEqualTo(golden);
            assertThat(schema("fact").validate(body(made.get(0)))).isEmpty();
        }
    }

    @Test
    void writesEachGoldenState_fromItsJournalRow() {
        assertThat(examples("state")).hasSize(3);
        for (Path example : examples("state")) {
            // Given
            ObjectNode golden = (ObjectNode) read(example);
            JsonNode identifiers = golden.path("identifiers");
            byte[] sealed =
                    identifiers.isEmpty() ? null : identifiers.toString().getBytes(StandardCharsets.UTF_8);

            // When
            List<ProducerRecord<String, byte[]>> made = records.of(row(golden, golden, golden, sealed));

            // Then
            assertThat(made).hasSize(2);
            assertThat(body(made.get(1))).isEqualTo(golden);
            assertThat(schema("state").validate(body(made.get(1)))).isEmpty();
        }
    }

    @Test
    void writesTheShellOfAState_whoseKeyIsDestroyed() {
        // Given
        ObjectNode live = (ObjectNode) read(CONTRACT.resolve("events/state/v1/examples/live.json"));
        JournalRow row = row(live, live, live, new byte[] {1});
        JournalRow erased = new JournalRow(
                row.place(),
                row.tenant(),
                row.eventId(),
                row.kind(),
                row.subject(),
                row.revision(),
                row.payload(),
                row.state(),
                row.sealedIdentifiers(),
                null,
                null,
                row.recordedAt(),
                null);

        // When
        JsonNode shell = body(records.of(erased).get(1));

        // Then
        assertThat(shell.path("status").textValue()).isEqualTo("ERASED");
        assertThat(shell.path("xid")).isEqualTo(live.path("xid"));
        assertThat(shell.path("identifiers").isEmpty()).isTrue();
        assertThat(shell.path("choices").isEmpty()).isTrue();
        assertThat(schema("state").validate(shell)).isEmpty();
    }

    @Test
    void writesTheGoldenWatermark() {
        // Given
        JsonNode golden = read(examples("watermark").get(0));

        // When
        ProducerRecord<String, byte[]> record = records.watermark(
                topics.states(), 2, new Watermark(1, Instant.parse("2026-11-21T09:15:31.020999Z"), 745), EVENT);

        // Then
        assertThat(body(record)).isEqualTo(golden);
        assertThat(schema("watermark").validate(body(record))).isEmpty();
        assertThat(record.key()).isEqualTo("~watermark");
        assertThat(record.partition()).isEqualTo(2);
        assertThat(header(record, "ce_type")).isEqualTo("fi.lupa.watermark.v1");
        assertThat(record.headers().lastHeader("ce_subject")).isNull();
    }

    @Test
    void writesEachGoldenSuppression_fromItsJournalRow() {
        for (String event : List.of("suppression-block", "suppression-current")) {
            for (Path example : examples(event)) {
                // Given
                ObjectNode golden = (ObjectNode) read(example);
                JournalRow row = suppression(event, golden);

                // When
                List<ProducerRecord<String, byte[]>> made = records.of(row);

                // Then
                assertThat(made).hasSize(1);
                ProducerRecord<String, byte[]> record = made.get(0);
                assertThat(body(record)).isEqualTo(golden);
                assertThat(schema(event).validate(body(record))).isEmpty();
                assertThat(record.topic()).isEqualTo("lupa.suppressions.v1");
                assertThat(header(record, "ce_type")).isEqualTo("fi.lupa." + event + ".v1");
                assertThat(record.key())
                        .isEqualTo(golden.path("tenant").textValue() + ":"
                                + golden.path("list").textValue()
                                + (golden.has("block")
                                        ? ":" + golden.path("slot").asText("-") + ":a3f"
                                        : ":current"));
            }
        }
    }

    @Test
    void writesTheGoldenCounts_fromTheirJournalRow() {
        // Given
        ObjectNode golden = (ObjectNode) read(examples("contact-count").get(0));
        JournalRow row = new JournalRow(
                new JournalPosition(1, Long.parseLong(golden.path("xid").textValue()), 1),
                UUID.fromString(golden.path("tenant").textValue()),
                EVENT,
                "contact.counted",
                null,
                0,
                golden.deepCopy().remove(List.of("epoch", "xid", "counts")).toString(),
                null,
                null,
                null,
                golden.path("counts").toString(),
                Instant.parse("2026-11-21T09:15:31.204Z"),
                null);

        // When
        List<ProducerRecord<String, byte[]>> made = records.of(row);

        // Then
        assertThat(made).hasSize(1);
        ProducerRecord<String, byte[]> record = made.get(0);
        assertThat(body(record)).isEqualTo(golden);
        assertThat(schema("contact-count").validate(body(record))).isEmpty();
        assertThat(record.topic()).isEqualTo("lupa.contacts.v1");
        assertThat(header(record, "ce_type")).isEqualTo("fi.lupa.contact-count.v1");
        assertThat(record.key())
                .isEqualTo(golden.path("tenant").textValue() + ":"
                        + golden.path("subject").textValue());
    }

    @Test
    void writesEachGoldenNoticeToARecipient_fromItsJournalRow() {
        for (Path example : examples("recipient-notice")) {
            // Given
            ObjectNode golden = (ObjectNode) read(example);
            String kind = "recipient." + golden.path("kind").textValue();

            // When
            List<ProducerRecord<String, byte[]>> made = records.of(row(golden, kind));

            // Then
            assertThat(made).hasSize(1);
            ProducerRecord<String, byte[]> record = made.get(0);
            assertThat(body(record)).isEqualTo(golden);
            assertThat(schema("recipient-notice").validate(body(record))).isEmpty();
            assertThat(record.topic()).isEqualTo("lupa.recipient-events.v1");
            assertThat(header(record, "ce_type")).isEqualTo("fi.lupa." + kind + ".v1");
            assertThat(header(record, "ce_subject"))
                    .isEqualTo(golden.path("notice").textValue());
            assertThat(record.key()).isEqualTo(golden.path("tenant").textValue() + ":PARTNER:partner-x");
        }
    }

    private static JournalRow suppression(String event, ObjectNode golden) {
        ObjectNode payload = golden.deepCopy();
        payload.remove(List.of("epoch", "xid", "entries"));
        return new JournalRow(
                new JournalPosition(1, Long.parseLong(golden.path("xid").textValue()), 1),
                UUID.fromString(golden.path("tenant").textValue()),
                EVENT,
                event.replace('-', '.'),
                null,
                0,
                payload.toString(),
                null,
                null,
                null,
                golden.has("entries") ? golden.path("entries").toString() : null,
                Instant.parse("2026-11-21T09:15:31.204Z"),
                null);
    }

    @Test
    void namesTheTopicsAndSettingsThatTheRelayAsserts() {
        // Given
        JsonNode asyncApi = read(CONTRACT.resolve("asyncapi.yaml"));

        // When
        Map<String, JsonNode> channels = new HashMap<>();
        asyncApi.path("channels")
                .forEach(channel -> channels.put(
                        channel.path("address").textValue(),
                        channel.path("bindings").path("kafka")));

        // Then
        assertThat(channels).hasSameSizeAs(topics.all());
        for (TopicDefinition topic : topics.all()) {
            JsonNode kafka = channels.getOrDefault(topic.name(), MissingNode.getInstance());
            assertThat(kafka.path("partitions").intValue()).isEqualTo(topic.partitions());
            topic.config().forEach((name, value) -> {
                JsonNode documented = kafka.path("topicConfiguration").path(name);
                List<String> words = new ArrayList<>();
                documented.forEach(word -> words.add(word.asText()));
                assertThat(documented.isArray() ? String.join(",", words) : documented.asText())
                        .isEqualTo(value);
            });
        }
    }

    private static JournalRow row(ObjectNode golden) {
        return row(golden, "catalogue." + golden.path("kind").textValue());
    }

    private static JournalRow row(ObjectNode golden, String kind) {
        ObjectNode payload = golden.deepCopy();
        payload.remove(List.of("epoch", "xid"));
        return new JournalRow(
                new JournalPosition(
                        golden.path("epoch").intValue(),
                        Long.parseLong(golden.path("xid").textValue()),
                        1),
                UUID.fromString(golden.path("tenant").textValue()),
                EVENT,
                kind,
                null,
                0,
                payload.toString(),
                null,
                null,
                null,
                null,
                Instant.parse(golden.path("recordedAt").textValue()),
                null);
    }

    /** The row of an event about somebody, of which fact and state are as given. */
    private static JournalRow row(
            ObjectNode stamps, ObjectNode fact, @Nullable ObjectNode state, byte @Nullable [] sealed) {
        ObjectNode payload = fact.deepCopy();
        payload.remove(List.of("epoch", "xid"));
        return new JournalRow(
                new JournalPosition(
                        stamps.path("epoch").intValue(),
                        Long.parseLong(stamps.path("xid").textValue()),
                        1),
                UUID.fromString(stamps.path("tenant").textValue()),
                EVENT,
                stamps.path("kind").asText("consent.given"),
                stamps.path("subject").textValue(),
                stamps.path("revision").intValue(),
                payload.toString(),
                state == null
                        ? null
                        : state.deepCopy()
                                .without(List.of("epoch", "xid", "identifiers"))
                                .toString(),
                sealed,
                new byte[0],
                null,
                Instant.parse(stamps.path("recordedAt").textValue()),
                null);
    }

    private static JsonSchema schema(String event) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(read(CONTRACT.resolve("events/" + event + "/v1/schema.json")));
    }

    private static List<Path> examples(String event) {
        try (Stream<Path> files = Files.list(CONTRACT.resolve("events/" + event + "/v1/examples"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            ObjectMapper mapper = file.toString().endsWith(".yaml") ? new YAMLMapper() : JSON;
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode body(ProducerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
