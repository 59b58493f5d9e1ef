// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.audit.Facts;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.TileEdge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A small log whose bytes must never change: whoever changes the leaf format forks every log there is. */
class GoldenLogTest {

    private static final String GOLDEN = "/golden/log-v1.ndjson";
    private static final String GOLDEN_ROOT = "b53c07c14932881ba13753a87cc96e668780d99785c7340499f4bcf383ca697a";

    @Test
    void givesTheCommittedBytes_whenTheCommittedEventsAreLogged() throws IOException {
        // Given
        String committed;
        try (InputStream file = GoldenLogTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(file).as("the golden file").isNotNull();
            committed = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        List<byte[]> lines = lines();
        StringBuilder log = new StringBuilder();
        TileEdge tree = TileEdge.EMPTY;
        for (byte[] line : lines) {
            log.append(new String(line, StandardCharsets.UTF_8)).append('\n');
            tree = tree.append(List.of(Rfc6962.leafHash(line))).edge();
        }

        // Then
        assertThat(log.toString()).isEqualTo(committed);
        assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(GOLDEN_ROOT);
    }

    @Test
    void sortsMembersAndHasOneLine_whenALeafIsWritten() throws IOException {
        // Given
        ObjectMapper json = new ObjectMapper();

        for (byte[] bytes : lines()) {
            // When
            String line = new String(bytes, StandardCharsets.UTF_8);
            List<String> names = new ArrayList<>();
            json.readTree(line).fieldNames().forEachRemaining(names::add);

            // Then
            assertThat(names)
                    .isSorted()
                    .contains("v", "id", "kind", "at", "rec", "log", "ten", "src", "_sd", "_sd_alg");
            assertThat(line).doesNotContain("\n").doesNotContain(": ");
            assertThat(bytes.length).isLessThan(Leaf.LONGEST);
        }
    }

    private static List<byte[]> lines() {
        RecordReader reader = new RecordReader(new Random(42));
        Instant loggedAt = Instant.parse("2026-11-21T09:15:33.500Z");
        String log = "0123456789ABCDEF";
        Chain second = Chain.FIRST.next(log, 0);
        Chain third = second.next(log, 1);
        LogEvent given = event(reader.read(Records.on(Feed.FACTS, Facts.consentGiven(1, Facts.SUBJECT, 1), 0)));
        LogEvent objected = event(reader.read(Records.on(Feed.FACTS, Facts.objection(2, Facts.SUBJECT, 2), 1)));
        Facts.Message purpose = Facts.catalogue(
                "purpose",
                "kysely/newsletter",
                3,
                Facts.object(
                        "{\"controller\":\"kysely\",\"key\":\"newsletter\",\"title\":{\"fi\":\"Uutiskirje €\\u0007\"},"
                                + "\"lia\":{\"owner\":\"Veikko Esimerkki\"}}"),
                1);
        LogEvent catalogue = event(reader.read(Records.on(Feed.CATALOGUE, purpose, 2)));
        Reading.Rejected garbage = (Reading.Rejected) reader.read(
                Records.on(Feed.FACTS, Facts.objection(3, Facts.SUBJECT, 3).withValue("{"), 3));
        LogEvent refused = RefusedRecord.of(garbage, new Random(43)).event(Facts.TENANT, Facts.id(4), loggedAt);
        return List.of(
                Leaf.line(given, new Placement(loggedAt, Chain.FIRST, Chain.FIRST)),
                Leaf.line(objected, new Placement(loggedAt, second, second)),
                Leaf.line(catalogue, new Placement(loggedAt, null, third)),
                Leaf.line(refused, new Placement(loggedAt, null, null)));
    }

    private static LogEvent event(Reading reading) {
        return ((Reading.Accepted) reading).event();
    }
}
