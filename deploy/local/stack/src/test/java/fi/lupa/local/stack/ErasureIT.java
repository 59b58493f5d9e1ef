// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/**
 * What is left of an erased person where a copy may be taken from: a backup made later, of all three databases and of the files under them once they were
 * vacuumed; the topics, and what compaction leaves of them; the log files. Each search finds what it looks for before the erasure.
 */
class ErasureIT {

    private static final String STATES = "lupa.permission-states.v1";

    private final StartedStack lupa = StartedStack.get();
    private final OwnTenant tenant =
            new OwnTenant(lupa.stack(), "{}").purpose("newsletter", "DIRECT_MARKETING", "EMAIL", "CONSENT", "");
    private final String mail = FirstPathIT.somebody();
    private final String evidence = "salainen-lomake-" + UUID.randomUUID();

    @Test
    void leavesNeitherThePersonNorAKeyInLaterBackupsTopicsAndLogs() throws Exception {
        // Given
        String subject = OwnTenant.ok(tenant.gives(
                        mail, "newsletter", "SURVEY_TICK", ",\"evidence\":{\"form\":\"" + evidence + "\"}"))
                .body()
                .path("subjectId")
                .asText();
        byte[] wrapped = column("SELECT wrapped FROM subject_key WHERE subject = ?", subject);
        String key = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(column("SELECT key FROM identifier WHERE subject = ?", subject));
        Waiting.until(() -> stateOf(subject).contains(key));
        assertThat(backup()).contains(HexFormat.of().formatHex(wrapped));
        Waiting.until(() -> inFiles(wrapped));

        // When
        erase();

        // Then
        Waiting.until(() -> stateOf(subject).contains("ERASED"));
        String later = backup();
        String topics = everything();
        for (String trace : List.of(mail, hex(mail), base64(mail), evidence, hex(evidence), base64(evidence))) {
            assertThat(later.contains(trace)).as("a backup has " + trace).isFalse();
            assertThat(topics.contains(trace)).as("a topic has " + trace).isFalse();
        }
        assertThat(later.contains(HexFormat.of().formatHex(wrapped)))
                .as("a backup has the key")
                .isFalse();
        Waiting.until(() -> !inFiles(wrapped));
        assertThat(compacted(STATES).values()).noneMatch(state -> state.contains(key));
        for (Path log : lupa.logFiles()) {
            String text = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
            assertThat(text.contains(mail) || text.contains(evidence))
                    .as("%s", log)
                    .isFalse();
        }
    }

    private void erase() {
        String request = OwnTenant.ok(tenant.post(
                        "/v1/rights-requests",
                        "{\"controller\":\"kysely\"," + OwnTenant.recipient("EMAIL", mail)
                                + ",\"kind\":\"ERASURE\",\"receivedAt\":\"" + OwnTenant.now()
                                + "\",\"identity\":\"VERIFIED\"}"))
                .body()
                .path("id")
                .asText();
        OwnTenant.ok(tenant.post("/v1/rights-requests/" + request + "/complete", "{\"outcome\":\"GRANTED\"}"));
    }

    private byte[] column(String sql, String subject) throws SQLException {
        try (Connection connection = lupa.stack().postgres().connect(Service.CONSENT.database());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, subject);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    /** All rows of all tables of all services, as a logical backup has them. */
    private String backup() throws SQLException, IOException {
        StringBuilder all = new StringBuilder();
        for (Service service : Service.values()) {
            Path folder = lupa.stack().service(service).directory().resolve("later-backup");
            DumpedDatabase.of(lupa.stack().postgres(), service.database(), folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> all.append(text(file)));
            }
            Folder.delete(folder);
        }
        return all.toString();
    }

    /** Whether the files of the database have the bytes, after what is dead in the table of keys was vacuumed away: what a copy of the files has. */
    private boolean inFiles(byte[] bytes) {
        try (Connection connection = lupa.stack().postgres().connect(Service.CONSENT.database());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM FULL subject_key");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String sought = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files =
                Files.walk(lupa.stack().postgres().directory().resolve("data").resolve("base"))) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> text(file).contains(sought));
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return inFiles(bytes);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String stateOf(String subject) {
        return compacted(STATES).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(subject))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The last record of each key: what compaction leaves. */
    private Map<String, String> compacted(String topic) {
        Map<String, String> last = new LinkedHashMap<>();
        records(topic).forEach(record -> last.put(record.get(0), record.get(1)));
        return last;
    }

    /** Every record of every topic that there still is. */
    private String everything() {
        StringBuilder all = new StringBuilder();
        records("lupa.").forEach(record -> all.append(record).append('\n'));
        return all.toString();
    }

    private List<List<String>> records(String prefix) {
        List<List<String>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", lupa.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith(prefix))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> records.add(List.of(
                                text(record.key()),
                                text(record.value()),
                                Stream.of(record.headers().toArray())
                                        .map(header -> text(header.value()))
                                        .toList()
                                        .toString())));
            }
        }
        return records;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the middle: where a text stands in what is encoded changes its ends. */
    private static String base64(String text) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return encoded.substring(0, encoded.length() - 2);
    }
}
