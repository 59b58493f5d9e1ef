// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.audit.leaf.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** Each event once: wherever its entry is, whoever wrote it, and in the log of the version before. */
class DeduplicationTest {

    private static final String TOPIC = "lupa.permission-events.v1";
    private static final String OPENED =
            "INSERT INTO log SELECT tenant, 2025, '0123456789ABCDEF', opened_at FROM log LIMIT 1";
    private static final String FAR_AWAY = """
            INSERT INTO entry SELECT tenant, 2025, 25000000, leaf, leaf_hash, '%s', kind, subject, controller, purpose, concerns,
              at, recorded_at, logged_at FROM entry WHERE idx = 0""";
    private static final String HEAD =
            "INSERT INTO head SELECT tenant, 2025, 25000001, 25000000, root, batch FROM head LIMIT 1";

    @Test
    void isFoundAgain_whenAnotherSequencerReadsTheSameEvents() throws SQLException {
        try (LogKit kit = LogKit.withDatabase()) {
            // Given
            write(kit, 1, 2, 3);

            // When
            Tally again = write(kit, 3, 4, 2, 1, 4);

            // Then
            assertThat(again.entries()).isEqualTo(1);
            assertThat(again.duplicates()).isEqualTo(4);
            assertThat(kit.number("SELECT count(*) FROM entry")).isEqualTo(4);
        }
    }

    @Test
    void isFoundAgain_whenItsEntryIsInAnotherPartitionAndYear() throws SQLException {
        try (LogKit kit = LogKit.withDatabase()) {
            // Given
            write(kit, 1);
            change(kit, OPENED, FAR_AWAY.formatted(Facts.id(2)), HEAD);

            // When
            Tally tally = write(kit, 2, 3);

            // Then
            assertThat(tally.duplicates()).isEqualTo(1);
            assertThat(tally.entries()).isEqualTo(1);
        }
    }

    @Test
    void isRefusedByPostgreSql_whenASecondEntryIsMade() throws SQLException {
        try (LogKit kit = LogKit.withDatabase()) {
            // Given
            write(kit, 1, 2);

            // When, Then
            assertThatThrownBy(() -> change(
                            kit,
                            "INSERT INTO entry SELECT tenant, year, 2, leaf, leaf_hash, event_id, kind, subject, controller,"
                                    + " purpose, concerns, at, recorded_at, logged_at FROM entry WHERE idx = 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        }
    }

    @Test
    void isAskedOfAnIndex_whicheverThePartition() {
        try (LogKit kit = LogKit.withDatabase()) {
            // When
            List<String> without = kit.column(
                    "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'entry'::regclass AND"
                            + " NOT EXISTS (SELECT FROM pg_index WHERE indrelid = inhrelid AND indisunique AND indisvalid"
                            + " AND indkey[0] = (SELECT attnum FROM pg_attribute WHERE attrelid = inhrelid AND attname = 'event_id'))");

            // Then
            assertThat(without).isEmpty();
        }
    }

    @Test
    void isFoundAgain_whenItWasLoggedBeforeTheListWasGivenUp() throws SQLException {
        try (LogKit kit = LogKit.withoutTables()) {
            // Given
            kit.flyway("40").migrate();
            logAsBefore(kit);

            // When
            kit.migrate();

            // Then
            Tally tally = write(kit, 1, 2);
            assertThat(tally.duplicates()).isEqualTo(1);
            assertThat(tally.entries()).isEqualTo(1);
        }
    }

    @Test
    void isNotMigrated_whenTheListAndTheEntriesDiffer() throws SQLException {
        try (LogKit kit = LogKit.withoutTables()) {
            // Given
            kit.flyway("40").migrate();
            logAsBefore(kit);
            change(kit, "INSERT INTO event_seen SELECT tenant, '" + Facts.id(9) + "', year, idx + 1 FROM event_seen");

            // When
            assertThatThrownBy(kit::migrate)
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("the list of events and the entries differ");

            // Then
            assertThat(kit.number("SELECT count(*) FROM event_seen")).isEqualTo(2);
            assertThat(kit.column("SELECT relforcerowsecurity::text FROM pg_class WHERE relname = 'entry'"))
                    .containsExactly("true");
        }
    }

    /** An entry of the first event in a log of last year, with its row in the list. */
    private static void logAsBefore(LogKit kit) throws SQLException {
        String tenant = "'" + Facts.TENANT + "'";
        change(
                kit,
                "INSERT INTO log VALUES (" + tenant + ", 2025, '0123456789ABCDEF', now())",
                "INSERT INTO entry VALUES (" + tenant + ", 2025, 0, '{}', sha256('\\x007b7d'), '" + Facts.id(1)
                        + "', 'consent.given', NULL, NULL, NULL, '{}', now(), now(), now())",
                "INSERT INTO event_seen VALUES (" + tenant + ", '" + Facts.id(1) + "', 2025, 0)",
                "INSERT INTO head VALUES (" + tenant + ", 2025, 1, 0, sha256('\\x007b7d'), 1)");
    }

    private static Tally write(LogKit kit, int... numbers) throws SQLException {
        try (Connection connection = kit.writer().getConnection()) {
            BatchWriter writer = new BatchWriter(connection, kit.origin());
            writer.openLogs();
            List<Span> spans = writer.tip().spans();
            Progress progress = new Progress(spans.isEmpty() ? List.of(Span.start("topic-id", TOPIC, 0)) : spans);
            long offset = progress.spans().get(0).to();
            for (int number : numbers) {
                Facts.Message message = Facts.consentGiven(number, Facts.subject(1), number);
                IncomingRecord record = new IncomingRecord(
                        Feed.FACTS, new Source(TOPIC, 0, offset++), message.key(), message.headers(), message.value());
                progress.add(record, new RecordReader(new Random(1)).read(record));
            }
            return writer.write(progress).tally();
        }
    }

    private static void change(LogKit kit, String... sql) throws SQLException {
        try (Connection superuser = kit.superuser().getConnection();
                Statement statement = superuser.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }
}
