// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;

/** Bytes of a topic as facts, catalogue entries and decision events: reading never fails, and what is taken becomes a leaf in canonical form. */
class LeafFuzzTest {

    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @FuzzTest
    void fact(byte[] data) {
        JsonNode value = lenient(data);
        read(
                Feed.FACTS,
                data,
                value.path("tenant").asText() + ":" + value.path("subject").asText());
    }

    @FuzzTest
    void catalogueEntry(byte[] data) {
        JsonNode value = lenient(data);
        String key = "%s:%s:%s:%s"
                .formatted(
                        value.path("tenant").asText(),
                        value.path("kind").asText(),
                        value.path("id").asText(),
                        value.path("ordinal").asText());
        read(Feed.CATALOGUE, data, key);
    }

    @FuzzTest
    void decisionEvent(byte[] data) {
        read(Feed.DECISIONS, data, lenient(data).path("tenant").asText());
    }

    @FuzzTest
    void canonicalForm(byte[] data) throws IOException {
        try {
            byte[] written = CanonicalJson.write(CanonicalJson.read(data));
            if (written[0] == '{' || written[0] == '[') {
                assertThat(written).isEqualTo(new JsonCanonicalizer(data).getEncodedUTF8());
            }
            assertThat(CanonicalJson.write(CanonicalJson.read(written))).isEqualTo(written);
            assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("\n");
        } catch (Refused e) {
            // refused
        }
    }

    /** With headers and a key that fit what the value says of itself, so that no check of these stands before the content. */
    private static void read(Feed feed, byte[] data, String key) {
        JsonNode value = lenient(data);
        String kind = feed == Feed.CATALOGUE
                ? "catalogue." + value.path("kind").asText()
                : value.path("kind").asText();
        Map<String, String> headers = Map.of(
                "ce_type",
                "fi.lupa." + kind + ".v1",
                "ce_id",
                value.path("id").asText(),
                "ce_time",
                "2026-11-21T09:15:32.120Z");
        Source source = new Source(feed.topic("lupa"), 1, 7);
        Reading reading = new RecordReader(new Random(1)).read(new IncomingRecord(feed, source, key, headers, data));
        if (reading instanceof Reading.Accepted accepted) {
            byte[] line = Leaf.line(accepted.event(), new Placement(NOW, null, null));
            assertThat(CanonicalJson.write(CanonicalJson.read(line))).isEqualTo(line);
            assertThat(line).hasSizeLessThanOrEqualTo(Leaf.LONGEST).doesNotContain((byte) '\n');
        }
    }

    private static JsonNode lenient(byte[] data) {
        try {
            return LENIENT.readTree(data);
        } catch (IOException e) {
            return LENIENT.missingNode();
        }
    }
}
