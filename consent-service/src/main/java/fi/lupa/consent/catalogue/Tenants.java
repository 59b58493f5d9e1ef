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

/** All tenants, for work that nobody asks for. The relay's role is the one that sees the catalogue of all of them, and nobody's data. */
@ApplicationScoped
public class Tenants {

    private static final String TENANTS = "SELECT DISTINCT tenant FROM catalogue_entry WHERE kind = 'controller'";

    private final javax.sql.DataSource catalogue;

    Tenants(@DataSource("relay") javax.sql.DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns every tenant that has a controller. */
    public List<TenantId> all() {
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
}
