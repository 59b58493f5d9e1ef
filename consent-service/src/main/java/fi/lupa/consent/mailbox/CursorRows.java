// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** How far mailboxes have been read, on the connection of the active transaction. */
@ApplicationScoped
class CursorRows {

    private static final String FIND = "SELECT uid_validity, uid FROM mailbox_cursor WHERE tenant = ? AND mailbox = ?";
    /** Of two readers the one that is behind moves nothing back. */
    private static final String ADVANCE = """
        INSERT INTO mailbox_cursor AS c (tenant, mailbox, uid_validity, uid, changed_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, mailbox) DO UPDATE SET uid_validity = excluded.uid_validity, changed_at = excluded.changed_at,
          uid = CASE WHEN c.uid_validity = excluded.uid_validity THEN greatest(c.uid, excluded.uid) ELSE excluded.uid END\
        """;

    private final DataSource database;

    CursorRows(DataSource database) {
        this.database = database;
    }

    Cursor find(TenantId tenant, String mailbox) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, tenant.value());
            find.setString(2, mailbox);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? new Cursor(row.getLong(1), row.getLong(2)) : Cursor.START;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void advance(TenantId tenant, String mailbox, Cursor cursor, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setObject(1, tenant.value());
            advance.setString(2, mailbox);
            advance.setLong(3, cursor.validity());
            advance.setLong(4, cursor.uid());
            advance.setObject(5, now.atOffset(ZoneOffset.UTC));
            advance.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
