// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The queue of confirmation mails in the database. */
@ApplicationScoped
class MailQueue {

    /** The relay's role is the one that sees the catalogue of all tenants, and nobody's mails. */
    private static final String TENANTS = "SELECT DISTINCT tenant FROM catalogue_entry WHERE kind = 'controller'";

    private static final String WAITING =
            "SELECT 1 FROM outgoing_mail WHERE tenant = ? AND status = 'WAITING' AND not_before <= ? LIMIT 1";
    private static final String CLAIM = """
            UPDATE outgoing_mail SET status = 'SENDING', changed_at = ? WHERE tenant = ? AND id IN (
              SELECT id FROM outgoing_mail WHERE tenant = ? AND status = 'WAITING' AND not_before <= ?
              ORDER BY id LIMIT ?)
            RETURNING id, subject, sealed""";
    private static final String DONE =
            "UPDATE outgoing_mail SET status = ?, changed_at = ? WHERE tenant = ? AND id = ?";

    private final javax.sql.DataSource database;
    private final javax.sql.DataSource catalogue;

    MailQueue(javax.sql.DataSource database, @DataSource("relay") javax.sql.DataSource catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    /** A mail that this process alone will send. */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    record Claimed(UUID id, SubjectId subject, byte[] sealed) {}

    List<TenantId> tenants() {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement find = connection.prepareStatement(TENANTS);
                ResultSet rows = find.executeQuery()) {
            List<TenantId> tenants = new ArrayList<>();
            while (rows.next()) {
                tenants.add(new TenantId(rows.getObject(1, UUID.class)));
            }
            return tenants;
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    boolean anyWaiting(TenantId tenant, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(WAITING)) {
            find.setObject(1, tenant.value());
            find.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = find.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Marks mails as being sent: whatever happens afterwards, nobody sends them again. */
    List<Claimed> claim(TenantId tenant, int most, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, now.atOffset(ZoneOffset.UTC));
            claim.setObject(2, tenant.value());
            claim.setObject(3, tenant.value());
            claim.setObject(4, now.atOffset(ZoneOffset.UTC));
            claim.setInt(5, most);
            try (ResultSet rows = claim.executeQuery()) {
                List<Claimed> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(new Claimed(
                            rows.getObject(1, UUID.class), SubjectId.parse(rows.getString(2)), rows.getBytes(3)));
                }
                return claimed;
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    void done(TenantId tenant, UUID id, MailFate fate, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement done = connection.prepareStatement(DONE)) {
            done.setString(1, fate.name());
            done.setObject(2, now.atOffset(ZoneOffset.UTC));
            done.setObject(3, tenant.value());
            done.setObject(4, id);
            done.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
