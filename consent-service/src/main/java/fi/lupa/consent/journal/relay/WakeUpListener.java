// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.RelayWakeUp;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/** Hears in the active instance what other instances committed. Without it the relay is only slower, by its poll of 100 ms. */
final class WakeUpListener implements AutoCloseable {

    static final String CHANNEL = "lupa_journal";
    private static final Logger LOG = Logger.getLogger(WakeUpListener.class);
    private static final int WAIT_MILLIS = 1000;

    private final Connection connection;
    private final RelayWakeUp wakeUp;
    private volatile boolean open = true;

    WakeUpListener(RelayDatabase database, RelayWakeUp wakeUp) throws SQLException {
        this.connection = database.open("lupa-relay-listen");
        this.wakeUp = wakeUp;
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
    }

    /** Begins to listen, in a thread of its own. */
    void start() {
        Thread thread = new Thread(this::listen, "lupa-relay-listen");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        open = false;
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("listening connection was gone", e);
        }
    }

    private void listen() {
        try {
            PGConnection session = connection.unwrap(PGConnection.class);
            while (open) {
                if (session.getNotifications(WAIT_MILLIS).length > 0) {
                    wakeUp.signal();
                }
            }
        } catch (SQLException e) {
            if (open) {
                LOG.warn("not listening to other instances any more; the relay polls");
            }
        }
    }
}
