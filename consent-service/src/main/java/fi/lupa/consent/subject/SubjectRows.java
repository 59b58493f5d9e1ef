// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.StateHead;
import fi.lupa.consent.permission.StateJson;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The tables of subjects and their identifiers, on the connection of the active transaction. */
@ApplicationScoped
class SubjectRows {

    private static final String FIND =
            "SELECT domain, status, next_ref, state FROM subject WHERE tenant = ? AND id = ?";
    private static final String INSERT = """
        INSERT INTO subject (tenant, id, domain, status, revision, next_ref, state, epoch, xid, recorded_at)
        VALUES (?, ?, ?, 'LIVE', 0, 1, ?::jsonb, ?, pg_current_xact_id(), ?)\
        """;
    private static final String UPDATE = """
        UPDATE subject SET revision = ?, next_ref = ?, state = ?::jsonb, epoch = ?, xid = pg_current_xact_id(), recorded_at = ?,
          status = ?, merged_into = ?
        WHERE tenant = ? AND id = ?\
        """;
    private static final String IDENTIFIERS = """
        SELECT i.ref, i.type, i.key_version, i.key, i.since_epoch, i.since_xid::text AS since_xid, v.ref IS NOT NULL AS valued
        FROM identifier i LEFT JOIN vault_identifier v ON v.tenant = i.tenant AND v.subject = i.subject AND v.ref = i.ref
        WHERE i.tenant = ? AND i.subject = ? ORDER BY i.ref, i.key_version\
        """;
    private static final String ATTACH = """
        INSERT INTO identifier (tenant, key_version, key, domain, type, subject, ref, since_epoch, since_xid, attached_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, pg_current_xact_id(), ?)\
        """;
    private static final String VALUE =
            "INSERT INTO vault_identifier (tenant, subject, ref, ciphertext) VALUES (?, ?, ?, ?) ON CONFLICT DO"
                    + " NOTHING";
    private static final String MOVE = """
        UPDATE identifier SET subject = ?, ref = ?, since_epoch = ?, since_xid = pg_current_xact_id()
        WHERE tenant = ? AND subject = ? AND ref = ?\
        """;
    private static final String FORGET = "DELETE FROM vault_identifier WHERE tenant = ? AND subject = ? AND ref = ?";
    private static final String FORGET_ALL = "DELETE FROM vault_identifier WHERE tenant = ? AND subject = ?";
    private static final String WITH_ABSORBED = """
        WITH RECURSIVE whole (id) AS (
          SELECT id FROM subject WHERE tenant = ? AND id = ?
          UNION SELECT s.id FROM subject s JOIN whole w ON s.merged_into = w.id AND s.tenant = ?)
        SELECT id FROM whole\
        """;
    private static final String ALSO_ASKS = """
            UPDATE rights_request SET subjects = subjects || ?::text, parted = true
            WHERE tenant = ? AND subjects && ARRAY (\
            """ + WITH_ABSORBED + ")";

    /** What of a person goes at erasure, the key first; every table that keeps anything under the subject's key is here. */
    private static final List<String> PERSONAL = List.of(
            "subject_key",
            "vault_identifier",
            "vault_disclosure",
            "outgoing_mail",
            "call_session",
            "idempotency",
            "identifier",
            "identifier_move");

    /** Proof that was sealed under the person's key besides another's opens no more. */
    private static final String SHARED =
            "DELETE FROM vault_disclosure WHERE tenant = ? AND shared_with <> '{}' AND shared_with && ARRAY ("
                    + WITH_ABSORBED + ")";

    private static final String FIND_VALUE =
            "SELECT ciphertext FROM vault_identifier WHERE tenant = ? AND subject = ? AND ref = ?";

    private final DataSource database;

    SubjectRows(DataSource database) {
        this.database = database;
    }

    Optional<SubjectRow> find(TenantId tenant, SubjectId id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setString(2, id.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(id, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static SubjectRow read(SubjectId id, ResultSet row) throws SQLException {
        StateJson.Whole stored = StateJson.readWhole(row.getString("state"));
        return new SubjectRow(
                id,
                row.getObject("domain", UUID.class),
                row.getString("status"),
                row.getInt("next_ref"),
                stored.state(),
                stored.standing());
    }

    void insert(CaptureContext context, SubjectId id, UUID domain) {
        StateHead head = new StateHead(context.tenant().value(), domain, id.value(), context.recordedAt());
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, context.tenant().value());
            insert.setString(2, id.value());
            insert.setObject(3, domain);
            insert.setString(4, StateJson.write(head, PermissionState.EMPTY));
            insert.setInt(5, context.epoch());
            insert.setObject(6, context.recordedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void update(CaptureContext context, OpenSubject subject, String state) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setInt(1, subject.state().revision());
            update.setInt(2, subject.nextRef());
            update.setString(3, state);
            update.setInt(4, context.epoch());
            update.setObject(5, context.recordedAt().atOffset(ZoneOffset.UTC));
            update.setString(6, subject.standing().status().name());
            update.setString(7, subject.standing().mergedInto());
            update.setObject(8, context.tenant().value());
            update.setString(9, subject.id().value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    List<HeldIdentifier> identifiers(TenantId tenant, SubjectId id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(IDENTIFIERS)) {
            find.setObject(1, tenant.value());
            find.setString(2, id.value());
            try (ResultSet rows = find.executeQuery()) {
                List<HeldIdentifier> held = new ArrayList<>();
                while (rows.next()) {
                    held.add(new HeldIdentifier(
                            rows.getInt("ref"),
                            IdentifierType.valueOf(rows.getString("type")),
                            new IdentifierKey(rows.getInt("key_version"), rows.getBytes("key")),
                            rows.getInt("since_epoch"),
                            Long.parseLong(rows.getString("since_xid")),
                            rows.getBoolean("valued")));
                }
                return held;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void attach(CaptureContext context, OpenSubject subject, HeldIdentifier identifier) {
        try (Connection connection = database.getConnection();
                PreparedStatement attach = connection.prepareStatement(ATTACH)) {
            attach.setObject(1, context.tenant().value());
            attach.setInt(2, identifier.key().version());
            attach.setBytes(3, identifier.key().bytes());
            attach.setObject(4, subject.domain());
            attach.setString(5, identifier.type().name());
            attach.setString(6, subject.id().value());
            attach.setInt(7, identifier.ref());
            attach.setInt(8, identifier.sinceEpoch());
            attach.setObject(9, context.recordedAt().atOffset(ZoneOffset.UTC));
            attach.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void keepValue(TenantId tenant, SubjectId id, int ref, byte[] sealed) {
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(VALUE)) {
            keep.setObject(1, tenant.value());
            keep.setString(2, id.value());
            keep.setInt(3, ref);
            keep.setBytes(4, sealed);
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<byte[]> value(TenantId tenant, SubjectId id, int ref) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND_VALUE)) {
            find.setObject(1, tenant.value());
            find.setString(2, id.value());
            find.setInt(3, ref);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Destroys what is personal of a subject and of all that have become part of it. */
    void destroy(TenantId tenant, SubjectId id) {
        for (String table : PERSONAL) {
            run(
                    "DELETE FROM " + table + " WHERE tenant = ? AND subject IN (" + WITH_ABSORBED + ")",
                    tenant.value(),
                    tenant.value(),
                    id.value(),
                    tenant.value());
        }
        run(SHARED, tenant.value(), tenant.value(), id.value(), tenant.value());
    }

    void forgetValues(TenantId tenant, SubjectId id) {
        run(FORGET_ALL, tenant.value(), id.value());
    }

    void move(CaptureContext context, SubjectId from, int ref, SubjectId to, int next) {
        run(MOVE, to.value(), next, context.epoch(), context.tenant().value(), from.value(), ref);
    }

    /** Takes a value out of a subject's vault. */
    Optional<byte[]> takeValue(TenantId tenant, SubjectId id, int ref) {
        Optional<byte[]> value = value(tenant, id, ref);
        run(FORGET, tenant.value(), id.value(), ref);
        return value;
    }

    void alsoAsks(TenantId tenant, SubjectId whole, SubjectId part) {
        run(ALSO_ASKS, part.value(), tenant.value(), tenant.value(), whole.value(), tenant.value());
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
}
