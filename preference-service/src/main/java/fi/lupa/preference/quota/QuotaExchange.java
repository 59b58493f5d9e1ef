// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import fi.lupa.platform.id.TenantId;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings together what the replicas have counted: each joins its sketch with the one that is stored and learns what that had from others. While
 * the database is away each replica counts its own.
 */
@Singleton
class QuotaExchange {

    private static final Logger LOG = Logger.getLogger(QuotaExchange.class);
    private static final String STORED =
            "SELECT registers FROM recipient_sketch WHERE tenant = ? AND client = ? AND day = ? FOR UPDATE";
    private static final String STORE = """
            INSERT INTO recipient_sketch (tenant, client, day, registers) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, client, day) DO UPDATE SET registers = EXCLUDED.registers""";
    private static final String TODAY = "SELECT tenant, client, registers FROM recipient_sketch WHERE day = ?";
    private static final String FORGET = "DELETE FROM recipient_sketch WHERE day < ?";

    private final javax.sql.DataSource writer;
    private final DistinctRecipients recipients;
    private final QuotaConfig config;
    private final CountDownLatch stop = new CountDownLatch(1);

    QuotaExchange(
            @DataSource("writer") javax.sql.DataSource writer, DistinctRecipients recipients, QuotaConfig config) {
        this.writer = writer;
        this.recipients = recipients;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::run, "lupa-quota");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop.countDown();
    }

    private void run() {
        try {
            while (!stop.await(config.exchange().toMillis(), TimeUnit.MILLISECONDS)) {
                exchange();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Exchanges once; what fails is tried again the next time. */
    void exchange() {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Map.Entry<DistinctRecipients.Key, Sketch> held :
                        recipients.ofToday().entrySet()) {
                    join(connection, held.getKey(), held.getValue());
                    connection.commit();
                }
                learn(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debugf("Quotas are counted by this replica alone: state=%s", e.getSQLState());
        }
    }

    private static void join(Connection connection, DistinctRecipients.Key key, Sketch sketch) throws SQLException {
        try (PreparedStatement stored = connection.prepareStatement(STORED);
                PreparedStatement store = connection.prepareStatement(STORE)) {
            bind(stored, key);
            try (ResultSet row = stored.executeQuery()) {
                if (row.next()) {
                    sketch.merge(row.getBytes(1));
                }
            }
            bind(store, key);
            store.setBytes(4, sketch.bytes());
            store.executeUpdate();
        }
    }

    private void learn(Connection connection) throws SQLException {
        LocalDate today = recipients.today();
        try (PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement select = connection.prepareStatement(TODAY)) {
            forget.setObject(1, today.minusDays(1));
            forget.executeUpdate();
            select.setObject(1, today);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TenantId tenant = new TenantId(row.getObject(1, UUID.class));
                    recipients.learn(new DistinctRecipients.Key(tenant, row.getString(2), today), row.getBytes(3));
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, DistinctRecipients.Key key) throws SQLException {
        statement.setObject(1, key.tenant().value());
        statement.setString(2, key.client());
        statement.setObject(3, key.day());
    }
}
