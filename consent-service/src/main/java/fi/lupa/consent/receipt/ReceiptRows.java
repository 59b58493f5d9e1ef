// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads registered receipts and the facts they cover, on the connection of the active transaction. */
@ApplicationScoped
class ReceiptRows {

    /** Of somebody who was erased there is nothing to show, nor of anybody who had become part of them. */
    private static final String FIND = """
            WITH RECURSIVE asked AS (
              SELECT tenant, subject, controller, language, events, recorded_at FROM receipt WHERE tenant = ? AND id = ?),
            became (tenant, id, status, merged_into) AS (
              SELECT s.tenant, s.id, s.status, s.merged_into FROM subject s JOIN asked a ON s.tenant = a.tenant AND s.id = a.subject
              UNION SELECT s.tenant, s.id, s.status, s.merged_into FROM subject s
                JOIN became b ON s.tenant = b.tenant AND s.id = b.merged_into)
            SELECT controller, language, events, recorded_at FROM asked
            WHERE NOT EXISTS (SELECT FROM became WHERE status = 'ERASED')""";

    private static final String FACTS = """
            SELECT payload::text FROM journal WHERE tenant = ? AND event_id = ANY (?)
            ORDER BY epoch, xid, position""";

    private final DataSource database;
    private final ObjectMapper json;

    ReceiptRows(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    Optional<Receipt> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(receipt(connection, tenant, id, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private Receipt receipt(Connection connection, TenantId tenant, UUID id, ResultSet row) throws SQLException {
        return new Receipt(
                id,
                row.getString("controller"),
                ReceiptLanguage.of(row.getString("language")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                facts(connection, tenant, row.getArray("events")));
    }

    private List<JsonNode> facts(Connection connection, TenantId tenant, Array events) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FACTS)) {
            find.setObject(1, tenant.value());
            find.setArray(2, events);
            try (ResultSet rows = find.executeQuery()) {
                List<JsonNode> facts = new ArrayList<>();
                while (rows.next()) {
                    facts.add(json.readTree(rows.getString(1)));
                }
                return facts;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored fact cannot be read", null);
        }
    }
}
