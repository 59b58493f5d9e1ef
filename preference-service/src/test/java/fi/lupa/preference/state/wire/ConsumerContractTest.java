// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every golden example of consent-service that concerns this service, also as a later contract might extend it. */
class ConsumerContractTest {

    private static final Path EVENTS = Path.of("target/test-classes/consent-contract/events");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Feed> READ = Map.of(
            "state", Feed.STATES,
            "catalogue-entry", Feed.CATALOGUE,
            "suppression-block", Feed.SUPPRESSIONS,
            "suppression-current", Feed.SUPPRESSIONS,
            "contact-count", Feed.CONTACTS,
            "watermark", Feed.STATES);

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EVENTS)) {
            List<Path> examples = files.filter(file -> file.toString().matches(".*/v1/examples/[^/]+\\.json"))
                    .filter(file -> READ.containsKey(event(file)))
                    .toList();
            return examples.stream();
        }
    }

    @Test
    void findsTheProducersExamples() throws IOException {
        assertThat(examples().map(ConsumerContractTest::event)).containsAll(READ.keySet());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheExample(Path example) throws IOException {
        assertThat(read(example, json(example), type(example))).isInstanceOf(expected(example));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheExample_whenALaterContractHasAddedAMember(Path example) throws IOException {
        // Given
        ObjectNode later = json(example);
        later.putObject("somethingNew").putArray("a").add(1);
        if (later.path("body") instanceof ObjectNode body) {
            body.put("somethingNew", true);
        }

        // Then
        assertThat(read(example, later, type(example))).isInstanceOf(expected(example));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void leavesTheRecordAlone_whenItIsOfAnUnknownKind(Path example) throws IOException {
        assertThat(read(example, json(example), "fi.lupa.something-new.v1")).isInstanceOf(FeedRecord.Ignored.class);
    }

    private static FeedRecord read(Path example, ObjectNode json, String type) {
        Feed feed = READ.getOrDefault(event(example), Feed.STATES);
        return FeedReader.read(new FeedReader.Raw(
                new Origin(new Part(feed, 0), 0),
                key(example, json).getBytes(StandardCharsets.UTF_8),
                json.toString().getBytes(StandardCharsets.UTF_8),
                Optional.of(type)));
    }

    private static String key(Path example, ObjectNode json) {
        String tenant = json.path("tenant").asText();
        return switch (event(example)) {
            case "watermark" -> "~watermark";
            case "suppression-block" ->
                String.join(
                        ":",
                        tenant,
                        json.path("list").asText(),
                        json.path("slot").asText("-").replace("null", "-"),
                        json.path("block").asText());
            case "suppression-current" -> tenant + ":" + json.path("list").asText() + ":current";
            case "state", "contact-count" -> tenant + ":" + json.path("subject").asText();
            default ->
                String.join(
                        ":",
                        tenant,
                        json.path("kind").asText(),
                        json.path("id").asText(),
                        json.path("version").asText());
        };
    }

    private static String type(Path example) throws IOException {
        return switch (event(example)) {
            case "watermark" -> "fi.lupa.watermark.v1";
            case "state" -> "fi.lupa.permission-state.v1";
            case "suppression-block", "suppression-current", "contact-count" -> "fi.lupa." + event(example) + ".v1";
            default -> "fi.lupa.catalogue." + json(example).path("kind").asText() + ".v1";
        };
    }

    private static Class<? extends FeedRecord> expected(Path example) {
        return switch (event(example)) {
            case "watermark" -> FeedRecord.Mark.class;
            case "state" -> FeedRecord.State.class;
            case "contact-count" -> FeedRecord.Counted.class;
            case "suppression-block", "suppression-current" -> FeedRecord.Suppression.class;
            default -> FeedRecord.Catalogue.class;
        };
    }

    /** The name of the event whose example this is: events / name / v1 / examples / file. */
    private static String event(Path example) {
        return example.getName(example.getNameCount() - 4).toString();
    }

    private static ObjectNode json(Path example) throws IOException {
        return (ObjectNode) JSON.readTree(example.toFile());
    }
}
