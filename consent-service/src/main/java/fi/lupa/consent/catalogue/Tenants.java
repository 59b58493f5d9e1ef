// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.consent.store.StoreException;
import fi.lupa.platform.id.TenantId;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which tenants there are, for work that is done for each of them by itself. */
@ApplicationScoped
public class Tenants {

    /** The relay's role is the one that sees the catalogue of all tenants, and nobody's mails or evidence. */
    private static final String ALL = "SELECT DISTINCT tenant FROM catalogue_entry WHERE kind = 'controller'";

    private final javax.sql.DataSource database;

    Tenants(@DataSource("relay") javax.sql.DataSource database) {
        this.database = database;
    }

    /** Returns every tenant that has a controller. */
    public List<TenantId> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(ALL);
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
}
