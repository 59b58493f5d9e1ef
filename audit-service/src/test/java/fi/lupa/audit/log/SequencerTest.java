// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.Facts;
import fi.lupa.audit.checkpoint.SigningKit;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.Rejection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sequencer on a real database and a real broker. */
class SequencerTest {

    private static final String OFFSETS = "SELECT coalesce(sum(offsets), 0) FROM ingest";
    private static final String ENTRIES = "SELECT count(*) FROM entry";

    private LogKit kit;

    @BeforeEach
    void open() {
        kit = LogKit.withTopics();
    }

    @AfterEach
    void accountForEverything() {
        assertThat(kit.number("SELECT count(*) FROM ingest"
                        + " WHERE offsets <> entries + duplicates + rejections + markers + compacted + unaccounted"))
                .isZero();
        assertThat(kit.number("SELECT coalesce(sum(entries + rejections), 0) FROM ingest"))
                .isEqualTo(kit.number(ENTRIES));
        assertThat(kit.number(
                        "SELECT coalesce(sum(s), 0) FROM (SELECT max(size) AS s FROM head GROUP BY tenant, year) AS h"))
                .isEqualTo(kit.number(ENTRIES));
        assertThat(kit.number("SELECT coalesce(max(number), 0) FROM ingest"))
                .isEqualTo(kit.number("SELECT count(*) FROM ingest"));
        kit.close();
    }

    @Test
    void logsEachFactOnceInOrder_whenFactsOfSubjectsAlternate() throws SQLException {
        // Given
        for (int i = 0; i < 20; i++) {
            kit.send(Feed.FACTS, Facts.consentGiven(i, Facts.subject(i % 2), i / 2 + 1));
        }

        // When
        kit.ingestUntil(OFFSETS, 20);

        // Then
        List<String> expected =
                IntStream.range(0, 20).mapToObj(i -> Facts.id(i).toString()).toList();
        assertThat(kit.column("SELECT event_id FROM entry ORDER BY idx")).isEqualTo(expected);
        assertThat(kit.column("SELECT n FROM subject_entry WHERE subject = '" + Facts.subject(1) + "' ORDER BY idx"))
                .isEqualTo(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        assertThat(kit.column("SELECT convert_from(leaf, 'UTF8')::json ->> 'prev' IS NULL FROM entry ORDER BY idx"))
                .filteredOn("t"::equals)
                .hasSize(2);
        assertThat(kit.gauge("lupa.log.entries")).isEqualTo(20);
        assertThat(kit.gauge("lupa.ingest.unaccounted.offsets")).isZero();
    }

    @Test
    void namesTheEntryBefore_whenASubjectsChainGoesOnInALaterBatch() throws SQLException {
        // Given
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil(OFFSETS, 1);
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(2), 1));
        kit.send(Feed.FACTS, Facts.objection(3, Facts.subject(1), 2));

        // When
        kit.ingestUntil(OFFSETS, 3);

        // Then
        String log = kit.column("SELECT name FROM log").get(0);
        assertThat(log).matches("[0-9A-HJKMNP-TV-Z]{16}");
        assertThat(leafMember("prev", 2)).isEqualTo(log + ":0");
        assertThat(leafMember("cprev", 2)).isEqualTo(log + ":1");
        assertThat(leafMember("n", 2)).isEqualTo("1");
        assertThat(leafMember("cn", 2)).isEqualTo("2");
    }

    @Test
    void dropsDuplicates_whenTheyComeInTheSameAndInALaterBatch() throws SQLException {
        // Given
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil(OFFSETS, 2);
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));

        // When
        kit.ingestUntil(OFFSETS, 3);

        // Then
        assertThat(kit.number(ENTRIES)).isEqualTo(1);
        assertThat(kit.number("SELECT sum(duplicates) FROM ingest")).isEqualTo(2);
    }

    @Test
    void keepsBoth_whenAnotherTenantUsedTheEventsIdFirst() throws SQLException {
        // Given
        UUID stranger = UUID.fromString("99999999-2222-5333-8444-555555555555");
        kit.send(Feed.FACTS, Facts.consent(stranger, 1, Facts.subject(9), 1, "other"));
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));

        // When
        kit.ingestUntil(OFFSETS, 2);

        // Then
        assertThat(kit.number(ENTRIES)).isEqualTo(2);
        assertThat(kit.number("SELECT count(*) FROM log")).isEqualTo(2);
    }

    @Test
    void goesOnExactly_whenItIsCutOffAgainAndAgain() throws SQLException {
        // Given
        for (int i = 0; i < 60; i++) {
            kit.send(Feed.FACTS, Facts.consentGiven(i, Facts.subject(i % 3), i / 3 + 1));
        }

        // When
        for (int cut = 1; cut <= 5; cut++) {
            cutOffAfterBatches(cut % 3 + 1);
        }
        kit.ingestUntil(OFFSETS, 60);

        // Then
        List<String> expected =
                IntStream.range(0, 60).mapToObj(i -> Facts.id(i).toString()).toList();
        assertThat(kit.column("SELECT event_id FROM entry ORDER BY idx")).isEqualTo(expected);
        assertThat(kit.number("SELECT sum(duplicates) FROM ingest")).isZero();
    }

    @Test
    void recordsGarbageWithItsReason_whenItComesOnEachTopic() throws SQLException {
        // Given
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil(OFFSETS, 1);
        kit.send(kit.topic(Feed.FACTS), null, Map.of(), new byte[] {1, 2, 3});
        kit.send(kit.topic(Feed.FACTS), null, Map.of(), null);
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2).withValue("maija@example.fi"));
        kit.send(
                kit.topic(Feed.CATALOGUE),
                "~watermark",
                Map.of(),
                "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        kit.send(Feed.FACTS, Facts.consentGiven(3, Facts.subject(1), 3));

        // When
        kit.ingestUntil(OFFSETS, 6);

        // Then
        assertThat(kit.column("SELECT reason FROM ingest_rejection WHERE tenant = '" + Facts.TENANT + "'"))
                .containsExactly(Rejection.NOT_JSON.name());
        assertThat(kit.column("SELECT reason FROM ingest_rejection WHERE tenant = '" + LogKit.OPERATOR + "'"))
                .containsExactlyInAnyOrder("TYPE_MISSING", "VALUE_MISSING", "TYPE_MISSING");
        assertThat(kit.column("SELECT name FROM log WHERE tenant = '" + LogKit.OPERATOR + "'")
                        .get(0))
                .startsWith("_ingest-");
        assertThat(kit.column("SELECT convert_from(leaf, 'UTF8') FROM entry"))
                .noneMatch(line -> line.contains("@") || line.contains("maija"));
        assertThat(kit.number("SELECT count(*) FROM entry WHERE kind = 'consent.given'"))
                .isEqualTo(2);
    }

    @Test
    void countsMarkersWithoutLoggingThem_whenOnlyWatermarksCome() throws SQLException {
        // Given
        for (int i = 0; i < 5; i++) {
            kit.send(Feed.CATALOGUE, Facts.watermark());
        }

        // When
        kit.ingestUntil(OFFSETS, 5);

        // Then
        assertThat(kit.number("SELECT sum(markers) FROM ingest")).isEqualTo(5);
        assertThat(kit.number(ENTRIES)).isZero();
    }

    @Test
    void readsFromTheStartAndDropsWhatIsKnown_whenTheTopicWasMadeAnew() throws Exception {
        // Given
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2));
        kit.ingestUntil(OFFSETS, 2);
        makeFactsTopicAnew();
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2));
        kit.send(Feed.FACTS, Facts.consentGiven(3, Facts.subject(1), 3));
        kit.send(Feed.FACTS, Facts.consentGiven(4, Facts.subject(1), 4));

        // When
        kit.ingestUntil(OFFSETS, 5);

        // Then
        assertThat(kit.column("SELECT event_id FROM entry ORDER BY idx")).containsExactly(ids(1, 2, 3, 4));
        assertThat(kit.number("SELECT sum(duplicates) FROM ingest")).isEqualTo(1);
    }

    @Test
    void halts_whenRecordsAreGoneBeforeTheyWereLogged() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            kit.send(Feed.FACTS, Facts.consentGiven(i, Facts.subject(1), i + 1));
        }
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(kit.topic(Feed.FACTS), 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        // When
        Sequencer sequencer = kit.sequencer(kit.writer(), 7);

        // Then
        assertThatThrownBy(() -> sequencer.attempt(LogKit.forAMinute())).isInstanceOf(HaltedException.class);
        assertThat(kit.number(ENTRIES)).isZero();
    }

    @Test
    void standsBy_whileAnotherHoldsTheLock() throws SQLException {
        // Given
        try (SequencerSession holder = SequencerSession.tryOpen(kit.writer()).orElseThrow()) {
            holder.connection().setAutoCommit(false);

            // When
            kit.sequencer(kit.writer(), 7).attempt(() -> true);

            // Then
            assertThat(kit.status().state()).isEqualTo(IngestionStatus.State.STANDING_BY);
        }
        assertThat(SequencerSession.tryOpen(kit.writer())).isPresent().get().satisfies(SequencerSession::close);
    }

    @Test
    void waits_whileATopicIsMissing() throws Exception {
        // Given
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(kit.topic(Feed.CATALOGUE))).all().get();
        }

        // When, Then: the broker's parts hear of it one after the other
        LogKit.await(() -> {
            kit.sequencer(kit.writer(), 7).attempt(LogKit.forAMinute());
            return kit.status().state() == IngestionStatus.State.WAITING_FOR_TOPICS;
        });
    }

    @Test
    void halts_whenTheEntriesNoLongerGiveTheHead() throws SQLException {
        // Given
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil(OFFSETS, 1);
        forgeEntry();
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2));

        // When
        Sequencer sequencer = kit.sequencer(kit.writer(), 7);

        // Then
        assertThatThrownBy(() -> sequencer.attempt(LogKit.forAMinute()))
                .isInstanceOf(HaltedException.class)
                .hasMessageContaining("do not give its head");
        restoreProtection();
    }

    @Test
    void halts_whenTheDatabaseWasPutBackBehindWhatWasSigned(@TempDir Path directory) throws Exception {
        // Given: a backup with one entry; a second one was signed for and published
        SigningKit signing = SigningKit.in(directory);
        kit.send(Feed.FACTS, Facts.consentGiven(1, Facts.subject(1), 1));
        kit.ingestUntil(OFFSETS, 1);
        LogKit restored = kit.copy();
        long entries = restored.number(ENTRIES);
        kit.send(Feed.FACTS, Facts.consentGiven(2, Facts.subject(1), 2));
        kit.ingestUntil(OFFSETS, 2);
        signing.sign(kit);

        // When
        Sequencer sequencer = kit.sequencer(restored.writer(), 7, signing.history());

        // Then: the second entry is still on its topic, but it would not be the same line
        assertThatThrownBy(() -> sequencer.attempt(() -> restored.number(OFFSETS) < 2))
                .isInstanceOf(HaltedException.class)
                .hasMessageContaining("the database is behind");
        assertThat(restored.number(ENTRIES)).isEqualTo(entries);
        kit.sequencer(kit.writer(), 7, signing.history()).attempt(() -> false);
        assertThat(kit.status().state()).isEqualTo(IngestionStatus.State.INGESTING);
    }

    private String leafMember(String member, long index) {
        return kit.column(
                        "SELECT convert_from(leaf, 'UTF8')::json ->> '" + member + "' FROM entry WHERE idx = " + index)
                .get(0);
    }

    private static String[] ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(i -> Facts.id(i).toString()).toArray(String[]::new);
    }

    /** Ends every session of the writer after some batches, in whatever it is doing. */
    private void cutOffAfterBatches(int batches) {
        long before = kit.number("SELECT count(*) FROM ingest");
        try {
            kit.sequencer(kit.writer(), 4).attempt(() -> {
                if (kit.number("SELECT count(*) FROM ingest") >= before + batches) {
                    kit.column(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lupa_audit_writer'"
                                    + " AND datname = current_database()");
                }
                return true;
            });
        } catch (SQLException expected) {
            assertThat(expected.getSQLState()).as("a lost session").matches("57.*|08.*");
        }
    }

    private void makeFactsTopicAnew() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(kit.topic(Feed.FACTS))).all().get();
        }
        LogKit.broker().createTopic(kit.topic(Feed.FACTS), 1, Map.of());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", LogKit.broker().bootstrapServers()));
    }

    private void forgeEntry() throws SQLException {
        try (Connection connection = kit.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger DISABLE");
            statement.execute("ALTER TABLE entry DISABLE TRIGGER append_only_rows");
            statement.execute("UPDATE entry SET leaf = '\\x7b7d', leaf_hash = sha256('\\x007b7d')");
        }
    }

    private void restoreProtection() throws SQLException {
        try (Connection connection = kit.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE entry ENABLE ALWAYS TRIGGER append_only_rows");
            statement.execute("ALTER EVENT TRIGGER lupa_audit_refuse_disabled_trigger ENABLE ALWAYS");
        }
    }
}
