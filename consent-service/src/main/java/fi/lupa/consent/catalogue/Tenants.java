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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which tenants there are, for work that is done for each of them by itself. */
@ApplicationScoped
public class Tenants {

    /** The relay's role is the one that sees the catalogue of all tenants, and of nobody's mails or evidence more than that there are some. */
    private static final String ALL = "SELECT DISTINCT tenant FROM catalogue_entry WHERE kind = 'controller'";

    private final javax.sql.DataSource database;
    private final InstantSource clock;

    Tenants(@DataSource("relay") javax.sql.DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Returns every tenant that has a controller. */
    public List<TenantId> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(ALL)) {
            return tenants(find);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /** Returns every tenant for which there may be such work to do now; the others need not be looked at one by one. */
    public List<TenantId> with(WaitingWork work) {
        return with(work, clock.instant());
    }

    List<TenantId> with(WaitingWork work, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(work.question())) {
            find.setObject(1, now.atOffset(ZoneOffset.UTC));
            return tenants(find);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    private static List<TenantId> tenants(PreparedStatement find) throws SQLException {
        try (ResultSet rows = find.executeQuery()) {
            List<TenantId> tenants = new ArrayList<>();
            while (rows.next()) {
                tenants.add(new TenantId(rows.getObject(1, UUID.class)));
            }
            return tenants;
        }
    }
}
