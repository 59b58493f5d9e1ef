// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.catalogue.Tenants;
import fi.lupa.consent.catalogue.WaitingWork;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
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

/** Successions and what they have carried, on the connection of the active transaction. */
@ApplicationScoped
class SuccessionRows {

    private static final String COLUMNS = """
            SELECT id, controller, successor, recorded_at, epoch, xid::text::bigint AS xid, position, complete_at FROM succession
            """;
    private static final String INSERT = """
            INSERT INTO succession (tenant, id, controller, successor, client, recorded_at, epoch, xid, position)
            VALUES (?, ?, ?, ?, ?, ?, 0, '0', 0)""";
    private static final String ALL = COLUMNS + "WHERE tenant = ? ORDER BY id";
    private static final String FIND = COLUMNS + "WHERE tenant = ? AND id = ?";
    private static final String CARRY = """
            INSERT INTO succession_carried (tenant, succession, subject, source, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String ADVANCE = """
            UPDATE succession SET epoch = ?, xid = ?::xid8, position = ?, complete_at = coalesce(complete_at, ?)
            WHERE tenant = ? AND id = ?""";
    private static final String CARRIED = "SELECT count(*) FROM succession_carried WHERE tenant = ? AND succession = ?";

    private final DataSource database;
    private final Tenants tenants;

    SuccessionRows(DataSource database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    List<TenantId> tenants() {
        return tenants.with(WaitingWork.SUCCESSIONS);
    }

    void insert(TenantId tenant, Succession succession, String client) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, succession.id());
            insert.setString(3, succession.controller());
            insert.setString(4, succession.successor());
            insert.setString(5, client);
            insert.setObject(6, succession.recordedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    List<Succession> all(TenantId tenant) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setObject(1, tenant.value());
            return read(select);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<Succession> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setObject(1, tenant.value());
            select.setObject(2, id);
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes that something a subject said at this time is carried; returns false if it was before. */
    boolean carry(TenantId tenant, UUID succession, SubjectId subject, UUID source, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement carry = connection.prepareStatement(CARRY)) {
            carry.setObject(1, tenant.value());
            carry.setObject(2, succession);
            carry.setString(3, subject.value());
            carry.setObject(4, source);
            carry.setObject(5, at.atOffset(ZoneOffset.UTC));
            return carry.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** How many sayings were carried over. */
    long carried(TenantId tenant, UUID succession) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(CARRIED)) {
            count.setObject(1, tenant.value());
            count.setObject(2, succession);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Notes how far the journal has been followed, and since when it is followed to its end. */
    void advance(TenantId tenant, UUID id, Succession.Place place, @Nullable Instant completeAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setInt(1, place.epoch());
            advance.setString(2, Long.toString(place.xid()));
            advance.setLong(3, place.position());
            advance.setObject(4, completeAt == null ? null : completeAt.atOffset(ZoneOffset.UTC));
            advance.setObject(5, tenant.value());
            advance.setObject(6, id);
            advance.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static List<Succession> read(PreparedStatement select) throws SQLException {
        List<Succession> successions = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OffsetDateTime complete = row.getObject("complete_at", OffsetDateTime.class);
                successions.add(new Succession(
                        row.getObject("id", UUID.class),
                        row.getString("controller"),
                        row.getString("successor"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        new Succession.Place(row.getInt("epoch"), row.getLong("xid"), row.getLong("position")),
                        complete == null ? null : complete.toInstant()));
            }
        }
        return successions;
    }
}
