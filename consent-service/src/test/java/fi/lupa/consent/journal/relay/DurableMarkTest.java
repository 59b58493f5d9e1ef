// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.journal.relay.RelayStand.Running;
import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A mark never names an xid that the server gives out again after a crash: a withdrawal with such an xid would count as seen before it was.
 * Looked for after a fault run in which PostgreSQL was stopped with {@code immediate} and a stale answer followed.
 */
class DurableMarkTest {

    private static final int ROLLED_BACK = 200;

    private PostgresServer postgres;
    private RelayStand stand;

    @BeforeEach
    void slowToWriteServers() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mark")
                .toAbsolutePath();
        postgres = PostgresServer.start(directory.resolve("postgres"), 0, Map.of("wal_writer_delay", "10s"));
        stand = RelayStand.on(
                ConsentDatabase.create(postgres), LocalStack.with(Part.KAFKA).kafka());
    }

    @AfterEach
    void end() {
        postgres.kill();
    }

    @Test
    void namesNoXidThatIsGivenOutAgain_whenTheServerCrashesAfterTransactionsThatRolledBack() throws SQLException {
        long named;
        try (Running relay = stand.started()) {
            // Given
            relay.awaitPhase(Phase.PUBLISHING);
            stand.awaitFacts(Set.of(Facts.commit(stand.database(), Facts.aSubject(), 1)));
            long last = rollBackMany();

            // When
            RelayStand.await("a mark beyond them", () -> highestMark() > last);
            postgres.stop(PostgresServer.StopMode.IMMEDIATE);
            named = highestMark();
        }
        postgres.restart();

        // Then
        assertThat(nextXid()).isGreaterThanOrEqualTo(named);
    }

    private long rollBackMany() throws SQLException {
        long last = 0;
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < ROLLED_BACK; i++) {
                statement.execute("BEGIN");
                last = number(statement, "SELECT pg_current_xact_id()::text::bigint");
                statement.execute("ROLLBACK");
            }
        }
        return last;
    }

    private long nextXid() throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            return number(statement, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        }
    }

    private long highestMark() {
        return stand.watermarks(stand.topics().states(), 0).stream()
                .map(mark -> mark.path("xid"))
                .mapToLong(JsonNode::asLong)
                .max()
                .orElse(0);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
