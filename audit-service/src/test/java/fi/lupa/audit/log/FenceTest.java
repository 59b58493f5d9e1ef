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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two writers that both think they are the one. */
class FenceTest {

    private static final String TOPIC = "lupa.permission-events.v1";
    private static final Span START = Span.start("topic-id", TOPIC, 0);

    private LogKit kit;

    @BeforeEach
    void open() {
        kit = LogKit.withDatabase();
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void letsOnlyOneWrite_whenTwoHaveTheSameNextNumber() throws SQLException {
        try (Connection one = kit.writer().getConnection();
                Connection other = kit.writer().getConnection()) {
            // Given
            BatchWriter first = new BatchWriter(one, kit.origin());
            BatchWriter zombie = new BatchWriter(other, kit.origin());
            first.write(progress(1));

            // When
            assertThatThrownBy(() -> zombie.write(progress(2))).isInstanceOf(FencedException.class);

            // Then
            assertThat(kit.column("SELECT event_id FROM entry"))
                    .containsExactly(Facts.id(1).toString());
            assertThat(kit.number("SELECT count(*) FROM ingest")).isEqualTo(1);
        }
    }

    @Test
    void isStoppedByThePrimaryKey_whenTheComparisonIsTakenAway() throws SQLException {
        try (Connection one = kit.writer().getConnection();
                Connection zombie = kit.writer().getConnection();
                Statement statement = zombie.createStatement()) {
            // Given
            new BatchWriter(one, kit.origin()).write(progress(1));
            String sameNumber =
                    "INSERT INTO ingest SELECT (i).* FROM (SELECT i FROM ingest AS i WHERE number = 1) AS r";

            // When, Then
            assertThatThrownBy(() -> statement.execute(sameNumber))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        }
    }

    @Test
    void leavesNothingBehind_whenTheTransactionFailsAtTheLastTable() throws SQLException {
        try (Connection connection = kit.writer().getConnection();
                Connection superuser = kit.superuser().getConnection();
                Statement statement = superuser.createStatement()) {
            // Given
            BatchWriter writer = new BatchWriter(connection, kit.origin());
            statement.execute("REVOKE INSERT ON head FROM lupa_audit_writer");

            // When
            assertThatThrownBy(() -> writer.write(progress(1))).isInstanceOf(SQLException.class);

            // Then
            for (String table : List.of("entry", "event_seen", "subject_entry", "ingest", "log")) {
                assertThat(kit.number("SELECT count(*) FROM " + table))
                        .as(table)
                        .isZero();
            }
        }
    }

    private static Progress progress(int number) {
        Facts.Message message = Facts.consentGiven(number, Facts.subject(1), number);
        IncomingRecord record = new IncomingRecord(
                Feed.FACTS, new Source(TOPIC, 0, 0), message.key(), message.headers(), message.value());
        Progress progress = new Progress(List.of(START));
        progress.add(record, new RecordReader(new Random(1)).read(record));
        return progress;
    }
}
