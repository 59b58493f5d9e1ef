// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.platform.id.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the log's entries about minutes of answers, as far as the extract may show them. */
final class LoggedMinutes {

    private static final String SQL = """
        SELECT e.year, l.name, e.idx, e.leaf FROM event_seen AS s
        JOIN entry AS e ON e.tenant = s.tenant AND e.year = s.year AND e.idx = s.idx
        JOIN log AS l ON l.tenant = e.tenant AND l.year = e.year
        WHERE s.tenant = ? AND s.event_id = ? AND e.kind = 'decision.minute' AND e.concerns <@ ?\
        """;

    private final BundlePlan plan;
    private final TenantReads reads;
    private final Map<UUID, Optional<WalkedEntry>> known = new HashMap<>();

    LoggedMinutes(BundlePlan plan, TenantReads reads) {
        this.plan = plan;
        this.reads = reads;
    }

    Optional<WalkedEntry> of(UUID event) {
        return known.computeIfAbsent(
                event, id -> reads.read(new TenantId(plan.extract().tenant()), connection -> find(connection, id)));
    }

    /** Says whether a checkpoint of the extract covers the entry. */
    boolean isVouchedFor(WalkedEntry entry) {
        return plan.papers().stream()
                .map(LogPapers::log)
                .anyMatch(log -> log.name().equals(entry.log()) && entry.index() < log.size());
    }

    private Optional<WalkedEntry> find(Connection connection, UUID event) throws SQLException {
        Extract extract = plan.extract();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, extract.tenant());
            statement.setObject(2, event);
            statement.setArray(
                    3, connection.createArrayOf("text", extract.controllers().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new WalkedEntry(
                                Rail.Kind.LOG,
                                row.getLong("idx"),
                                row.getInt("year"),
                                row.getString("name"),
                                row.getLong("idx"),
                                true,
                                row.getBytes("leaf")))
                        : Optional.empty();
            }
        }
    }
}
