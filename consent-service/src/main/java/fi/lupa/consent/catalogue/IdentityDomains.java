// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** The identity domains of a tenant, on the connection of the active transaction. */
@ApplicationScoped
class IdentityDomains {

    private static final String ADD = "INSERT INTO identity_domain (tenant, id, created_at) VALUES (?, ?, ?)";
    private static final String HAS_SUBJECTS = "SELECT EXISTS (SELECT FROM subject WHERE tenant = ? AND domain = ?)";

    private static final String HAS_LISTS = """
            SELECT EXISTS (SELECT FROM suppression_entry WHERE tenant = ? AND list = 'own:' || ?)
                OR EXISTS (SELECT FROM suppression_list WHERE tenant = ? AND controller = ? AND slot IS NOT NULL)""";

    private final DataSource database;

    IdentityDomains(DataSource database) {
        this.database = database;
    }

    void add(TenantId tenant, UUID domain, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, tenant.value());
            add.setObject(2, domain);
            add.setObject(3, now.atOffset(ZoneOffset.UTC));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Tells whether anybody is registered in the domain; true only once the domain's lock is held is final. */
    boolean hasSubjects(TenantId tenant, UUID domain) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(HAS_SUBJECTS)) {
            find.setObject(1, tenant.value());
            find.setObject(2, domain);
            try (ResultSet row = find.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Tells whether the controller has lists, the keys of which are made for its domain; final only while the lists' locks are held. */
    boolean hasLists(TenantId tenant, String controller) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(HAS_LISTS)) {
            find.setObject(1, tenant.value());
            find.setString(2, controller);
            find.setObject(3, tenant.value());
            find.setString(4, controller);
            try (ResultSet row = find.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
