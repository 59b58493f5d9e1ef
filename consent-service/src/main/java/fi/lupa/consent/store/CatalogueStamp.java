// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Which state of the tenant's catalogue the active capture has found under its locks. The database makes a new stamp in each transaction that
 * changes the catalogue, and no stamp comes twice: what was read while a stamp stood is so whenever that stamp is found again.
 */
@ApplicationScoped
public class CatalogueStamp {

    private static final String STAMP = "SELECT stamp FROM catalogue_stamp WHERE tenant = ?";

    private final TransactionSynchronizationRegistry transactions;
    private final DataSource database;

    CatalogueStamp(TransactionSynchronizationRegistry transactions, DataSource database) {
        this.transactions = transactions;
        this.database = database;
    }

    void found(Optional<UUID> stamp) {
        transactions.putResource(CatalogueStamp.class, stamp);
    }

    /** The stamp that the active capture has found; nothing in any other transaction. */
    public Optional<UUID> current() {
        boolean active = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
        return active && transactions.getResource(CatalogueStamp.class) instanceof Optional<?> found
                ? found.map(UUID.class::cast)
                : Optional.empty();
    }

    /** Says that the active transaction changes the catalogue itself: from now on it has found none. */
    public void changed() {
        found(Optional.empty());
    }

    /** Whether the stamp stands still, now. */
    public boolean stands(TenantId tenant, UUID stamp) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(STAMP)) {
            find.setObject(1, tenant.value());
            try (ResultSet row = find.executeQuery()) {
                return row.next() && stamp.equals(row.getObject(1, UUID.class));
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
