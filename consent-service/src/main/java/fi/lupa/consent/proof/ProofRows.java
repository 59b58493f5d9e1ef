// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.vault.ProofSeal;
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
import java.util.UUID;
import javax.sql.DataSource;

/** The table of sealed proof, on the connection of the active transaction. */
@ApplicationScoped
class ProofRows {

    /** What was recorded of the person's identifiers under whatever subject they had then, and what was said for all of them. */
    private static final String RECORDS = """
        WITH RECURSIVE mine (subject, ref) AS (
          SELECT i.subject, i.ref FROM identifier i WHERE i.tenant = ? AND i.subject = ?
          UNION SELECT m.subject, m.ref FROM identifier_move m
            JOIN mine ON m.tenant = ? AND m.to_subject = mine.subject AND m.to_ref = mine.ref),
        whole (id) AS (
          SELECT id FROM subject WHERE tenant = ? AND id = ?
          UNION SELECT s.id FROM subject s JOIN whole w ON s.tenant = ? AND s.merged_into = w.id)
        SELECT r.controller, r.id, r.purpose, r.channel, r.state, r.body -> 'capture' ->> 'method', r.at, r.recorded_at,
          nullif(r.body -> 'consent' -> 'notice', 'null')::text
        FROM consent_record r
        WHERE r.tenant = ? AND ((r.subject, r.ref) IN (SELECT subject, ref FROM mine)
          OR (r.ref IS NULL AND r.subject IN (SELECT id FROM whole)))
        ORDER BY r.recorded_at, r.id\
        """;

    private static final String INSERT = """
        INSERT INTO sealed_proof (tenant, id, controller, request, domain, wrapped, ciphertext, sealed_at, destroy_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;
    private static final String FIND = """
        SELECT id, domain, wrapped, ciphertext, sealed_at, destroy_at FROM sealed_proof
        WHERE tenant = ? AND request = ? AND controller = ? AND destroy_at > ? ORDER BY id\
        """;

    private final DataSource database;

    ProofRows(DataSource database) {
        this.database = database;
    }

    /** What was said to a controller. */
    record Told(String controller, ProofContent.Said said) {}

    /** A row. */
    record Proof(
            UUID id, String controller, UUID domain, ProofSeal.Sealed sealed, Instant sealedAt, Instant destroyAt) {}

    List<Told> records(TenantId tenant, SubjectId subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(RECORDS)) {
            Object[] values = {
                tenant.value(),
                subject.value(),
                tenant.value(),
                tenant.value(),
                subject.value(),
                tenant.value(),
                tenant.value()
            };
            for (int i = 0; i < values.length; i++) {
                find.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = find.executeQuery()) {
                List<Told> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Told(rows.getString(1), said(rows)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static ProofContent.Said said(ResultSet row) throws SQLException {
        return new ProofContent.Said(
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                instant(row, 7),
                instant(row, 8),
                row.getString(9));
    }

    void insert(CaptureContext context, Proof proof, UUID request) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, context.tenant().value());
            insert.setObject(2, proof.id());
            insert.setString(3, proof.controller());
            insert.setObject(4, request);
            insert.setObject(5, proof.domain());
            insert.setBytes(6, proof.sealed().wrapped());
            insert.setBytes(7, proof.sealed().ciphertext());
            insert.setObject(8, proof.sealedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(9, proof.destroyAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Finds what an erasure has kept for a controller; what is past its date is not there, whether or not it is destroyed yet. */
    List<Proof> find(TenantId tenant, UUID request, String controller, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setObject(2, request);
            find.setString(3, controller);
            find.setObject(4, now.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = find.executeQuery()) {
                List<Proof> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Proof(
                            rows.getObject(1, UUID.class),
                            controller,
                            rows.getObject(2, UUID.class),
                            new ProofSeal.Sealed(rows.getBytes(3), rows.getBytes(4)),
                            instant(rows, 5),
                            instant(rows, 6)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
