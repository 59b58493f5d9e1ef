// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of departures, on the connection of the active transaction. */
@ApplicationScoped
class DepartureRows {

    private static final String INSERT = """
        INSERT INTO departure (tenant, id, controller, choice, justification, client, ordered_by, notice_at, ends_at, closes_at, destroys_at, erased)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
        """;
    private static final String COLUMNS = """
        SELECT id, controller, choice, justification, ordered_by, notice_at, ends_at, closes_at, destroys_at, released_at, taken_back_at, begun_at,
          destroyed_at, erased FROM departure
        """;
    /** The one that stands, else the last that was taken back. */
    private static final String FIND = COLUMNS
            + "WHERE tenant = ? AND controller = ? ORDER BY taken_back_at IS NULL DESC, notice_at DESC, id DESC LIMIT 1";

    private static final String ALL = COLUMNS + "WHERE tenant = ? AND taken_back_at IS NULL ORDER BY controller";
    private static final String RELEASE = """
        UPDATE departure SET released_by = coalesce(released_by, ?), released_at = coalesce(released_at, ?)
        WHERE tenant = ? AND id = ?\
        """;
    private static final String TAKE_BACK =
            "UPDATE departure SET taken_back_by = ?, taken_back_at = ? WHERE tenant = ? AND id = ?";
    private static final String BEGIN =
            "UPDATE departure SET begun_at = coalesce(begun_at, ?) WHERE tenant = ? AND id = ?";
    private static final String ERASED = "UPDATE departure SET erased = erased + 1 WHERE tenant = ? AND id = ?";
    private static final String FINISH =
            "UPDATE departure SET destroyed_at = coalesce(destroyed_at, ?) WHERE tenant = ? AND id = ?";

    private final DataSource database;

    DepartureRows(DataSource database) {
        this.database = database;
    }

    void insert(TenantId tenant, Departure departure, String client) {
        Departure.Times times = departure.times();
        run(
                INSERT,
                tenant.value(),
                departure.id(),
                departure.controller(),
                departure.choice().name(),
                departure.justification(),
                client,
                departure.orderedBy(),
                time(times.noticeAt()),
                time(times.endsAt()),
                time(times.closesAt()),
                time(times.destroysAt()));
    }

    /** Returns the departure of a controller that stands, else the last that was taken back. */
    Optional<Departure> find(TenantId tenant, String controller) {
        return select(FIND, tenant.value(), controller).stream().findFirst();
    }

    /** Returns all that stand. */
    List<Departure> all(TenantId tenant) {
        return select(ALL, tenant.value());
    }

    void release(TenantId tenant, UUID id, String person, Instant now) {
        run(RELEASE, person, time(now), tenant.value(), id);
    }

    void takeBack(TenantId tenant, UUID id, String person, Instant now) {
        run(TAKE_BACK, person, time(now), tenant.value(), id);
    }

    void begin(TenantId tenant, UUID id, Instant now) {
        run(BEGIN, time(now), tenant.value(), id);
    }

    /** Counts somebody who was erased, in the transaction of the erasure. */
    void erased(TenantId tenant, UUID id) {
        run(ERASED, tenant.value(), id);
    }

    void finish(TenantId tenant, UUID id, Instant now) {
        run(FINISH, time(now), tenant.value(), id);
    }

    private void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private List<Departure> select(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Departure> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Departure read(ResultSet row) throws SQLException {
        return new Departure(
                row.getObject("id", UUID.class),
                row.getString("controller"),
                Departure.Choice.valueOf(row.getString("choice")),
                row.getString("justification"),
                row.getString("ordered_by"),
                new Departure.Times(
                        instant(row, "notice_at"),
                        instant(row, "ends_at"),
                        instant(row, "closes_at"),
                        instant(row, "destroys_at")),
                instantOrNull(row, "released_at"),
                instantOrNull(row, "taken_back_at"),
                instantOrNull(row, "begun_at"),
                instantOrNull(row, "destroyed_at"),
                row.getLong("erased"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
