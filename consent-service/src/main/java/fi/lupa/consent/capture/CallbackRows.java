// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Whose request a callback id is, on the connection of the active transaction. */
@ApplicationScoped
class CallbackRows {

    private static final String KEEP =
            "INSERT INTO callback_request (tenant, id, subject, controller, recorded_at) VALUES (?, ?, ?, ?, ?)";
    private static final String FIND = "SELECT subject, controller FROM callback_request WHERE tenant = ? AND id = ?";

    private final DataSource database;

    CallbackRows(DataSource database) {
        this.database = database;
    }

    /** Whose it is. */
    record Owner(SubjectId subject, String controller) {}

    void keep(CaptureContext context, UUID id, Owner owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setObject(1, context.tenant().value());
            keep.setObject(2, id);
            keep.setString(3, owner.subject().value());
            keep.setString(4, owner.controller());
            keep.setObject(5, context.recordedAt().atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    Optional<Owner> find(TenantId tenant, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? Optional.of(new Owner(SubjectId.parse(row.getString(1)), row.getString(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
