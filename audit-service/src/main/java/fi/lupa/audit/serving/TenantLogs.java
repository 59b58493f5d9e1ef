// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads which logs a tenant has; at most one a year. */
@Singleton
final class TenantLogs {

    private static final String SELECT = """
            SELECT l.name, l.year, l.opened_at, h.size, h.root FROM log AS l CROSS JOIN LATERAL (
              SELECT size, root FROM head WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h
            WHERE l.tenant = ? ORDER BY l.year""";

    private final TenantReads reads;

    TenantLogs(TenantReads reads) {
        this.reads = reads;
    }

    List<LogView> of(TenantId tenant) {
        return reads.read(tenant, connection -> {
            List<LogView> logs = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                statement.setObject(1, tenant.value());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        logs.add(new LogView(
                                row.getString(1),
                                row.getInt(2),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getLong(4),
                                HexFormat.of().formatHex(row.getBytes(5))));
                    }
                }
            }
            return logs;
        });
    }
}
