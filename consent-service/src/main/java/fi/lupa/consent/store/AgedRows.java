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
 * Removes what ends by its age alone, as the role that can see nothing younger. The advisory lock {@code job:stored-answers-retention} makes it
 * single among all processes.
 */
@ApplicationScoped
class AgedRows {

    private static final Logger LOG = Logger.getLogger(AgedRows.class);
    private static final long LOCK = LockNumbers.job("stored-answers-retention");
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MOST_TIMES = 1_000;

    /** One statement, so one short transaction: the lock ends with it, and the relay's horizon is not held up. */
    private static final String REMOVE = """
        WITH single AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(?) AS mine)
        DELETE FROM %1$s WHERE (SELECT mine FROM single) AND ctid = ANY (ARRAY (
          SELECT ctid FROM %1$s WHERE %2$s LIMIT ?))\
        """;

    private final javax.sql.DataSource database;

    AgedRows(@DataSource("retention") javax.sql.DataSource database) {
        this.database = database;
    }

    /** What ends by age; row-level security says the same once more. */
    enum Aged {
        ANSWERS("idempotency", "recorded_at < now() - interval '24 hours'"),
        ACTS("act_memory", "recorded_at < now() - interval '25 months'"),
        COUNTS("contact_count", "day < current_date - 31"),
        MAILS("outgoing_mail", "recorded_at < now() - interval '13 months' AND status <> 'WAITING'"),
        PROOFS("sealed_proof", "destroy_at < now()");

        private final String removal;

        Aged(String table, String condition) {
            removal = REMOVE.formatted(table, condition);
        }
    }

    @Scheduled(every = "1h", delayed = "1m")
    void run() {
        for (Aged aged : Aged.values()) {
            LOG.debugf("Removed by age: what=%s rows=%d", aged, remove(aged));
        }
    }

    private int remove(Aged aged) {
        int removed = 0;
        for (int time = 0; time < MOST_TIMES; time++) {
            int rows = removeSome(aged);
            removed += rows;
            if (rows < ROWS_AT_ONCE) {
                break;
            }
        }
        return removed;
    }

    private int removeSome(Aged aged) {
        try (Connection connection = database.getConnection();
                PreparedStatement remove = connection.prepareStatement(aged.removal)) {
            remove.setLong(1, LOCK);
            remove.setInt(2, ROWS_AT_ONCE);
            return remove.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
