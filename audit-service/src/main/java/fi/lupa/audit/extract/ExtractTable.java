// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.log.OwnEvent;
import fi.lupa.audit.log.OwnEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends the rows of extracts over one connection; transactions are the caller's. */
final class ExtractTable {

    private final Connection connection;

    ExtractTable(Connection connection) {
        this.connection = connection;
    }

    void request(Extract extract) throws SQLException {
        ExtractScope scope = extract.scope();
        insert(
                "extract (tenant, id, requested_at, requested_by, salt, controllers, subject, controller, purpose,"
                        + " period_from, period_until, reference, legal_basis, authority, language)",
                extract.tenant(),
                extract.id(),
                time(extract.requested().at()),
                extract.requested().sub(),
                extract.requested().salt(),
                connection.createArrayOf("text", extract.controllers().toArray()),
                scope.subject(),
                scope.controller(),
                scope.purpose(),
                time(scope.from()),
                time(scope.until()),
                extract.reference(),
                extract.legalBasis(),
                extract.authority(),
                extract.language());
    }

    /** Returns whether this is the release; false if there is one already, and then nothing may be committed. */
    boolean release(Extract extract, Release release, OwnEvent event) throws SQLException {
        OwnEvents.add(connection, event);
        int rows = insert(
                "extract_release (tenant, extract, released_at, released_by, salt, event)",
                extract.tenant(),
                extract.id(),
                time(release.officer().at()),
                release.officer().sub(),
                release.officer().salt(),
                release.event());
        return rows == 1;
    }

    void log(UUID tenant, UUID extract, FixedLog log) throws SQLException {
        insert(
                "extract_log (tenant, extract, year, size, previous)",
                tenant,
                extract,
                log.year(),
                log.size(),
                log.previous());
    }

    void progress(UUID tenant, UUID extract, Preparation.Step step, Instant at) throws SQLException {
        insert(
                "extract_progress (tenant, extract, step, rail, position, done, total, entries, withheld, at)",
                tenant,
                extract,
                step.number(),
                step.rail(),
                step.position(),
                step.count().done(),
                step.count().total(),
                step.count().entries(),
                step.count().withheld(),
                time(at));
    }

    void outcome(UUID tenant, UUID extract, Outcome outcome) throws SQLException {
        insert(
                "extract_outcome (tenant, extract, at, entries, withheld, failure)",
                tenant,
                extract,
                time(outcome.at()),
                outcome.entries(),
                outcome.withheld(),
                outcome.failure());
    }

    private int insert(String table, @Nullable Object... values) throws SQLException {
        String places = String.join(", ", Collections.nCopies(values.length, "?"));
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (" + places + ") ON CONFLICT DO NOTHING")) {
            int parameter = 1;
            for (Object value : Arrays.asList(values)) {
                statement.setObject(parameter++, value);
            }
            return statement.executeUpdate();
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
