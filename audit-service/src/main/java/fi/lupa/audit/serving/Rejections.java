// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads what was refused, in the order of the logs, oldest first. */
@Singleton
final class Rejections {

    private static final String SELECT = """
            SELECT l.name, r.year, r.idx, r.topic, r.partition, r.position, r.reason, r.digest, r.logged_at
            FROM ingest_rejection AS r JOIN log AS l ON l.tenant = r.tenant AND l.year = r.year
            WHERE %s ORDER BY r.year, r.idx LIMIT ?""";

    private final TenantReads reads;

    Rejections(TenantReads reads) {
        this.reads = reads;
    }

    Slice<Row> page(TenantId tenant, Cursor after, int limit) {
        Conditions conditions = new Conditions()
                .and("r.tenant = ?", tenant.value())
                .and("(r.year, r.idx) > (?, ?)", after.year(), after.index());
        return reads.read(tenant, connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(SELECT.formatted(conditions.sql()))) {
                statement.setInt(conditions.setOn(statement), limit + 1);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(row(row));
                    }
                }
            }
            return Slice.of(rows, limit, Row::place);
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        Cursor place = new Cursor(row.getInt("year"), row.getLong("idx"));
        return new Row(
                place,
                new RejectionView(
                        row.getString("name"),
                        place.index(),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("position"),
                        row.getString("reason"),
                        row.getString("digest"),
                        row.getObject("logged_at", OffsetDateTime.class).toInstant()));
    }

    /** A refused record and its place. */
    record Row(Cursor place, RejectionView view) {}
}
