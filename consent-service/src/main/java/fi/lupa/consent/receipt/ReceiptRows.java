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

    /** Of somebody who was erased there is nothing to show. */
    private static final String FIND = """
            SELECT r.controller, r.language, r.events, r.recorded_at FROM receipt r
            JOIN subject s ON s.tenant = r.tenant AND s.id = r.subject
            WHERE r.tenant = ? AND r.id = ? AND s.status <> 'ERASED'""";

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
