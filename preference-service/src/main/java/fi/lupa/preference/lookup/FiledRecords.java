// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.record.RecordTree;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Reads records as the reader role, with the tenant set, which is all that row-level security lets through. */
@Singleton
class FiledRecords {

    private static final Logger LOG = Logger.getLogger(FiledRecords.class);
    private static final String RECORDS = """
            SELECT r.line, r.idx, m.id, m.leaves FROM decision_record r
            JOIN decision_minute m ON m.tenant = r.tenant AND m.upto = r.minute_to AND m.id = r.minute
            WHERE r.tenant = ? AND r.controller = ? AND r.addressee = ANY (?) AND r.at BETWEEN ? AND ?
              AND (?::text IS NULL OR position('"question":"' || ? || '"' IN r.line) > 0)
            ORDER BY r.at DESC, r.minute, r.idx LIMIT ?
            """;

    private final DataSource reader;

    FiledRecords(DataSource reader) {
        this.reader = reader;
    }

    /** Whose records are asked for, and of which time. */
    record Span(TenantId tenant, String controller, Instant from, Instant to) {}

    /** A record in its place. */
    record Filed(String line, int index, UUID minute, RecordTree tree) {}

    private interface Query<T> {

        T on(Connection connection) throws SQLException;
    }

    /** Returns the newest records about an addressee by any of these names, of that question if one is given. */
    List<Filed> about(List<String> addressees, Span span, Optional<String> question, int most) {
        return read(span.tenant(), connection -> {
            try (PreparedStatement select = connection.prepareStatement(RECORDS)) {
                select.setObject(1, span.tenant().value());
                select.setString(2, span.controller());
                select.setArray(3, connection.createArrayOf("text", addressees.toArray()));
                select.setTimestamp(4, Timestamp.from(span.from()));
                select.setTimestamp(5, Timestamp.from(span.to()));
                select.setString(6, question.orElse(null));
                select.setString(7, question.orElse(null));
                select.setInt(8, most);
                return filed(select);
            }
        });
    }

    private static List<Filed> filed(PreparedStatement select) throws SQLException {
        List<Filed> filed = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                filed.add(new Filed(
                        row.getString(1),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        RecordTree.ofHashes(row.getBytes(4))));
            }
        }
        return filed;
    }

    private <T> T read(TenantId tenant, Query<T> query) {
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement set = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
                set.setString(1, tenant.value().toString());
                set.execute();
                return query.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("Decision records cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }
}
