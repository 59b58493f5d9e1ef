// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The epoch in which this database writes. Cached: the journal refuses a row of an older one, and the cache is then read anew. */
@ApplicationScoped
public class Epochs {

    private static final String NEWEST = "SELECT max(number) FROM epoch";

    private final DataSource database;
    private final AtomicInteger cached = new AtomicInteger();

    Epochs(DataSource database) {
        this.database = database;
    }

    /** Returns the newest epoch this process knows of. */
    public int current() {
        int known = cached.get();
        return known == 0 ? refresh() : known;
    }

    /** Reads the newest epoch from the database and returns it. */
    public int refresh() {
        try (Connection connection = database.getConnection();
                PreparedStatement newest = connection.prepareStatement(NEWEST);
                ResultSet row = newest.executeQuery()) {
            row.next();
            int number = row.getInt(1);
            cached.set(number);
            return number;
        } catch (SQLException e) {
            throw new IllegalStateException("the epoch cannot be read", e);
        }
    }
}
