// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Removes stored answers that are older than a day, as the role that can see no younger ones. The advisory lock
 * {@code job:stored-answers-retention} makes it single among all processes.
 */
@ApplicationScoped
class StoredAnswersRetention {

    private static final Logger LOG = Logger.getLogger(StoredAnswersRetention.class);
    private static final long LOCK = LockNumbers.job("stored-answers-retention");
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MOST_TIMES = 1_000;

    /** One statement, so one short transaction: the lock ends with it, and the relay's horizon is not held up. */
    private static final String REMOVE = """
            WITH single AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(?) AS mine)
            DELETE FROM idempotency WHERE (SELECT mine FROM single) AND (tenant, client, key) IN (
              SELECT tenant, client, key FROM idempotency WHERE recorded_at < now() - interval '24 hours' LIMIT ?)""";

    private final javax.sql.DataSource database;

    StoredAnswersRetention(@DataSource("retention") javax.sql.DataSource database) {
        this.database = database;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void run() {
        int removed = 0;
        for (int time = 0; time < MOST_TIMES; time++) {
            int rows = remove();
            removed += rows;
            if (rows < ROWS_AT_ONCE) {
                break;
            }
        }
        LOG.debugf("Removed %d stored answers", removed);
    }

    private int remove() {
        try (Connection connection = database.getConnection();
                PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setLong(1, LOCK);
            remove.setInt(2, ROWS_AT_ONCE);
            return remove.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
