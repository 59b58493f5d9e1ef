// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.subject.OpenSubject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** The tables of consent records and disclosures, on the connection of the active transaction. */
@ApplicationScoped
class FactRows {

    private static final String DISCLOSURE =
            "INSERT INTO vault_disclosure (tenant, event_id, subject, ciphertext) VALUES (?, ?, ?, ?)";
    private static final String RECORD = """
            INSERT INTO consent_record
              (tenant, id, subject, event_id, controller, purpose, channel, ref, state, body, supersedes, at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)""";

    private final DataSource database;

    FactRows(DataSource database) {
        this.database = database;
    }

    void keepDisclosures(UUID tenant, UUID eventId, OpenSubject subject, byte[] sealed) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(DISCLOSURE)) {
            insert.setObject(1, tenant);
            insert.setObject(2, eventId);
            insert.setString(3, subject.id().value());
            insert.setBytes(4, sealed);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void keepRecord(FactView fact, FactView.Consent consent, ConsentRow row, String body) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(RECORD)) {
            insert.setObject(1, fact.tenant());
            insert.setObject(2, consent.recordId());
            insert.setString(3, fact.subject());
            insert.setObject(4, fact.id());
            insert.setString(5, fact.controller());
            insert.setString(6, consent.purpose());
            insert.setString(
                    7, consent.channel() == null ? null : consent.channel().name());
            insert.setObject(8, row.ref(), Types.INTEGER);
            insert.setString(9, consent.state().name());
            insert.setString(10, body);
            insert.setObject(11, row.supersedes());
            insert.setObject(12, fact.at().atOffset(ZoneOffset.UTC));
            insert.setObject(13, fact.recordedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
