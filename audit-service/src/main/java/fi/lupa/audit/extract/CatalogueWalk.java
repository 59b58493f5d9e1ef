// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes over what the log tells of the catalogue up to the end of the period: every version of each controller, purpose, notice and mandate
 * that the extract may show, so that whoever reads it sees what was in force when. Page by page, the same however often.
 */
final class CatalogueWalk {

    private static final int PAGE = 200;
    private static final String SQL = """
        SELECT e.idx, e.leaf, e.leaf_hash = sha256('\\x00'::bytea || e.leaf) AS whole FROM entry AS e
        WHERE e.tenant = ? AND e.year = ? AND e.idx >= ? AND e.idx < ? AND e.kind LIKE 'catalogue.%'
          AND e.concerns <@ ? AND (?::timestamptz IS NULL OR e.logged_at < ?::timestamptz)
        ORDER BY e.idx LIMIT ?\
        """;

    private final TenantReads reads;
    private final BundlePlan plan;

    CatalogueWalk(TenantReads reads, BundlePlan plan) {
        this.reads = reads;
        this.plan = plan;
    }

    void each(RailWalk.Visitor visitor) throws IOException {
        for (LogPapers papers : plan.papers()) {
            long from = 0;
            List<WalkedEntry> page = page(papers.log(), from);
            while (!page.isEmpty()) {
                for (WalkedEntry entry : page) {
                    visitor.meet(entry);
                }
                from = page.get(page.size() - 1).index() + 1;
                page = page.size() < PAGE ? List.of() : page(papers.log(), from);
            }
        }
    }

    private List<WalkedEntry> page(FixedLog log, long from) {
        return reads.read(new TenantId(plan.extract().tenant()), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SQL)) {
                set(connection, statement, log, from);
                return entries(statement, log);
            }
        });
    }

    private void set(Connection connection, PreparedStatement statement, FixedLog log, long from) throws SQLException {
        Extract extract = plan.extract();
        String until = text(extract.scope().until());
        statement.setObject(1, extract.tenant());
        statement.setInt(2, log.year());
        statement.setLong(3, from);
        statement.setLong(4, log.size());
        statement.setArray(
                5, connection.createArrayOf("text", extract.controllers().toArray()));
        statement.setString(6, until);
        statement.setString(7, until);
        statement.setInt(8, PAGE);
    }

    private static @Nullable String text(@Nullable Instant until) {
        return until == null ? null : Timestamps.format(until);
    }

    private static List<WalkedEntry> entries(PreparedStatement statement, FixedLog log) throws SQLException {
        List<WalkedEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long index = row.getLong("idx");
                if (!row.getBoolean("whole")) {
                    throw new NotAsLoggedException(
                            "entry " + index + " of log " + log.name() + " is not as it was logged");
                }
                byte[] leaf = Objects.requireNonNull(row.getBytes("leaf"));
                entries.add(new WalkedEntry(Rail.Kind.LOG, index, log.year(), log.name(), index, true, leaf));
            }
        }
        return entries;
    }
}
