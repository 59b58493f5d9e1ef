// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** When records run out of time, so that the sweep need not read every state. What a record is worth then is decided from the state alone. */
@ApplicationScoped
class Deadlines {

    /** A record that runs longer is looked at again then. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String ADD =
            "INSERT INTO deadline (tenant, record_id, subject, due_at) SELECT * FROM unnest(?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String ANY =
            "SELECT 1 FROM deadline WHERE tenant = ? AND due_at <= ? AND (claimed_at IS NULL OR claimed_at < ?) LIMIT"
                    + " 1";
    private static final String CLAIM = """
        UPDATE deadline SET claimed_at = ? WHERE tenant = ? AND record_id IN (
          SELECT record_id FROM deadline
          WHERE tenant = ? AND due_at <= ? AND (claimed_at IS NULL OR claimed_at < ?) ORDER BY due_at LIMIT ?)
        RETURNING record_id, subject\
        """;
    private static final String POSTPONE =
            "UPDATE deadline SET due_at = ?, claimed_at = NULL WHERE tenant = ? AND record_id = ?";
    private static final String REMOVE = "DELETE FROM deadline WHERE tenant = ? AND record_id = ?";
    private static final String FORGET_PROOF = """
        DELETE FROM vault_disclosure WHERE tenant = ? AND event_id IN (
          SELECT event_id FROM consent_record WHERE tenant = ? AND id = ? AND state = 'PENDING_CONFIRMATION')\
        """;
    private final DataSource database;

    Deadlines(DataSource database) {
        this.database = database;
    }

    /** A record whose time may have run out. */
    record Due(UUID recordId, SubjectId subject) {}

    /** What is to be added in one write. */
    static final class Added {

        private final Rows rows = new Rows("uuid", "uuid", "text", "timestamptz");

        void add(CaptureContext context, SubjectId subject, UUID recordId, Instant when) {
            rows.add(
                    context.tenant().value(),
                    recordId,
                    subject.value(),
                    Timestamps.format(when.isAfter(LATEST) ? LATEST : when));
        }
    }

    /** Adds them with other statements. */
    static void add(Added added, Together writes) {
        writes.change(ADD, added.rows);
    }

    boolean any(TenantId tenant, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(ANY)) {
            find.setObject(1, tenant.value());
            find.setObject(2, now.atOffset(ZoneOffset.UTC));
            find.setObject(3, now.minus(LEASE).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = find.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Takes records for this process alone, for a minute. */
    List<Due> claim(TenantId tenant, int most, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, now.atOffset(ZoneOffset.UTC));
            claim.setObject(2, tenant.value());
            claim.setObject(3, tenant.value());
            claim.setObject(4, now.atOffset(ZoneOffset.UTC));
            claim.setObject(5, now.minus(LEASE).atOffset(ZoneOffset.UTC));
            claim.setInt(6, most);
            try (ResultSet rows = claim.executeQuery()) {
                List<Due> due = new ArrayList<>();
                while (rows.next()) {
                    due.add(new Due(rows.getObject(1, UUID.class), SubjectId.parse(rows.getString(2))));
                }
                return due;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void postpone(TenantId tenant, UUID recordId, Instant when) {
        run(POSTPONE, when.atOffset(ZoneOffset.UTC), tenant.value(), recordId);
    }

    void remove(TenantId tenant, UUID recordId) {
        run(REMOVE, tenant.value(), recordId);
    }

    /**
     * Deletes the evidence of a record that was never confirmed; row-level security lets nothing else be deleted. Returns whether the record was
     * one that waited.
     */
    boolean forget(TenantId tenant, UUID recordId) {
        return run(FORGET_PROOF, tenant.value(), tenant.value(), recordId) > 0;
    }

    private int run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
