// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.Moves;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the records that a confirmation link names, with what confirmed them and where their identifier is now. */
@ApplicationScoped
class WaitingRecords {

    private static final String FIND = """
        SELECT r.id, r.controller, r.purpose, r.ref, (r.body -> 'consent')::text AS consent,
          r.body -> 'capture' ->> 'method' AS method, c.id AS confirmed_by
        FROM consent_record r
        LEFT JOIN consent_record c ON c.tenant = r.tenant AND c.supersedes = r.id
        WHERE r.tenant = ? AND r.subject = ? AND r.id = ANY (?) AND r.ref IS NOT NULL
        ORDER BY r.id\
        """;

    private final DataSource database;
    private final Moves moves;
    private final ObjectMapper json;

    WaitingRecords(DataSource database, Moves moves, ObjectMapper json) {
        this.database = database;
        this.moves = moves;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    List<WaitingRecord> find(ConfirmationToken token) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, token.tenant().value());
            find.setString(2, token.subject().value());
            find.setArray(3, connection.createArrayOf("uuid", token.records().toArray()));
            try (ResultSet rows = find.executeQuery()) {
                List<WaitingRecord> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read(token, rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private WaitingRecord read(ConfirmationToken token, ResultSet row) throws SQLException {
        Moves.Place place = moves.now(token.tenant(), token.subject(), row.getInt("ref"));
        return new WaitingRecord(
                row.getObject("id", UUID.class),
                place.subject(),
                row.getString("controller"),
                row.getString("purpose"),
                place.ref(),
                consent(row.getString("consent")),
                CaptureMethod.valueOf(row.getString("method")),
                row.getObject("confirmed_by", UUID.class));
    }

    private FactView.Consent consent(String text) {
        try {
            return json.readValue(text, FactView.Consent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record cannot be read", null);
        }
    }
}
