// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of extracts over one connection, which stays the caller's. */
final class ExtractRows {

    private static final String LOGS = "SELECT f.year, l.name, f.size, f.previous FROM extract_log AS f"
            + " JOIN log AS l ON l.tenant = f.tenant AND l.year = f.year"
            + " WHERE f.tenant = ? AND f.extract = ? ORDER BY f.year";

    private static final String NEWEST =
            "SELECT id FROM extract WHERE tenant = ? AND controllers <@ ? ORDER BY id DESC LIMIT 20";

    private final Connection connection;

    ExtractRows(Connection connection) {
        this.connection = connection;
    }

    Optional<ExtractCase> find(UUID tenant, UUID id) throws SQLException {
        Optional<Extract> extract =
                one("SELECT * FROM extract WHERE tenant = ? AND id = ?", tenant, id, ExtractRows::extract);
        if (extract.isEmpty()) {
            return Optional.empty();
        }
        Optional<Release> release =
                one("SELECT * FROM extract_release WHERE tenant = ? AND extract = ?", tenant, id, ExtractRows::release);
        Optional<Preparation.Step> step = one(
                "SELECT * FROM extract_progress WHERE tenant = ? AND extract = ? ORDER BY step DESC LIMIT 1",
                tenant,
                id,
                ExtractRows::step);
        Optional<Outcome> outcome =
                one("SELECT * FROM extract_outcome WHERE tenant = ? AND extract = ?", tenant, id, ExtractRows::outcome);
        Preparation preparation = new Preparation(logs(tenant, id), step.orElse(Preparation.Step.NONE));
        return Optional.of(new ExtractCase(extract.get(), release.orElse(null), preparation, outcome.orElse(null)));
    }

    List<ExtractCase> newest(UUID tenant, Set<String> controllers) throws SQLException {
        List<ExtractCase> newest = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setObject(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", controllers.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    find(tenant, row.getObject(1, UUID.class)).ifPresent(newest::add);
                }
            }
        }
        return newest;
    }

    private List<FixedLog> logs(UUID tenant, UUID id) throws SQLException {
        List<FixedLog> logs = new ArrayList<>();
        try (PreparedStatement statement = statement(LOGS, tenant, id);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                logs.add(new FixedLog(
                        row.getInt("year"),
                        text(row, "name"),
                        row.getLong("size"),
                        row.getObject("previous", Long.class)));
            }
        }
        return logs;
    }

    private <T> Optional<T> one(String sql, UUID tenant, UUID id, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = statement(sql, tenant, id);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reading.of(row)) : Optional.empty();
        }
    }

    private PreparedStatement statement(String sql, UUID tenant, UUID id) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, tenant);
        statement.setObject(2, id);
        return statement;
    }

    private static Extract extract(ResultSet row) throws SQLException {
        ExtractScope scope = new ExtractScope(
                row.getString("subject"),
                row.getString("controller"),
                row.getString("purpose"),
                timeOrNull(row, "period_from"),
                timeOrNull(row, "period_until"));
        return new Extract(
                row.getObject("tenant", UUID.class),
                row.getObject("id", UUID.class),
                new Extract.Officer(text(row, "requested_by"), text(row, "salt"), time(row, "requested_at")),
                List.of((String[]) row.getArray("controllers").getArray()),
                scope,
                text(row, "reference"),
                text(row, "legal_basis"),
                row.getString("authority"),
                text(row, "language"));
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                new Extract.Officer(text(row, "released_by"), text(row, "salt"), time(row, "released_at")),
                row.getObject("event", UUID.class));
    }

    private static Preparation.Step step(ResultSet row) throws SQLException {
        Preparation.Count count = new Preparation.Count(
                row.getLong("done"), row.getLong("total"), row.getLong("entries"), row.getLong("withheld"));
        return new Preparation.Step(row.getInt("step"), row.getInt("rail"), row.getLong("position"), count);
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return new Outcome(time(row, "at"), row.getLong("entries"), row.getLong("withheld"), row.getString("failure"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(row, column), column);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Reading<T> {

        T of(ResultSet row) throws SQLException;
    }
}
