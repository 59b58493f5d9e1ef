// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture.violations;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Violates on purpose: a resource that opens its own transaction. */
final class QueryingResource {

    private final DataSource database;

    QueryingResource(DataSource database) {
        this.database = database;
    }

    @Transactional
    void begin() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
        }
    }

    void forget(EntityManager entities) {
        entities.clear();
    }
}
