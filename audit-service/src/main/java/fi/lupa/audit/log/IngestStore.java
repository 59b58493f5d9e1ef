// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What a batch asks of PostgreSQL and puts into it; transactions are the caller's. */
final class IngestStore {

    /** The advisory lock inside each batch's transaction; the session's own lock is {@link SequencerSession}'s. */
    private static final long BATCH_LOCK = 0x6c75706120617564L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    IngestStore(Connection connection) {
        this.connection = connection;
    }

    Tip tip() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT number, logged_at, positions FROM ingest ORDER BY number DESC LIMIT 1")) {
            return row.next() ? new Tip(row.getLong(1), instant(row, 2), spans(row.getString(3))) : Tip.NONE;
        }
    }

    /** Returns the size of the longest log of all: every index is below it. */
    long longest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(h.size), 0) FROM log AS l CROSS JOIN LATERAL"
                                + " (SELECT size FROM head WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Waits for other batches' transactions, then checks that none has got in since. */
    void lockAndRequire(long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + BATCH_LOCK + ")");
            try (ResultSet row = statement.executeQuery("SELECT coalesce(max(number), 0) FROM ingest")) {
                row.next();
                if (row.getLong(1) != number) {
                    throw new FencedException(number, row.getLong(1));
                }
            }
        }
    }

    void insert(BatchDraft draft, List<HeadRow> grown, Tip next, Tally tally, UUID writer) throws SQLException {
        List<EntryRow> entries = draft.entries();
        insertIngest(next, tally, writer);
        IngestTables.ENTRY.into(connection, entries);
        IngestTables.SUBJECT_ENTRY.into(
                connection,
                entries.stream().filter(row -> row.place().subject() != null).toList());
        IngestTables.CONTROLLER_ENTRY.into(
                connection,
                entries.stream().filter(row -> row.place().controller() != null).toList());
        IngestTables.REJECTION.into(connection, draft.rejections());
        IngestTables.HEAD.into(connection, grown);
        IngestTables.TILE.into(connection, grown.stream().flatMap(TileRow::of).toList());
    }

    private void insertIngest(Tip next, Tally tally, UUID writer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO ingest (number, logged_at, writer,"
                + " positions, entries, duplicates, rejections, markers, compacted, unaccounted, offsets)"
                + " VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, next.number());
            statement.setObject(2, OffsetDateTime.ofInstant(next.loggedAt(), ZoneOffset.UTC));
            statement.setObject(3, writer);
            statement.setString(4, JSON.writeValueAsString(next.spans()));
            statement.setLong(5, tally.entries());
            statement.setLong(6, tally.duplicates());
            statement.setLong(7, tally.rejections());
            statement.setLong(8, tally.markers());
            statement.setLong(9, tally.compacted());
            statement.setLong(10, tally.unaccounted());
            statement.setLong(11, next.spans().stream().mapToLong(Span::offsets).sum());
            statement.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<Span> spans(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<Span>>() {}).stream()
                    .map(Span::next)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("positions of an ingest row", e);
        }
    }
}
