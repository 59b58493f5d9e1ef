// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.consent.sql.Together;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Writes on the connection of the active JTA transaction and signals the relay after its commit. */
@ApplicationScoped
class JdbcJournal implements Journal {

    private final DataSource database;
    private final TransactionSynchronizationRegistry transactions;
    private final RelayWakeUp relay;
    private final Epochs epochs;
    private final List<JournalFollower> followers;

    JdbcJournal(
            DataSource database,
            TransactionSynchronizationRegistry transactions,
            RelayWakeUp relay,
            Epochs epochs,
            @All List<JournalFollower> followers) {
        this.database = database;
        this.transactions = transactions;
        this.relay = relay;
        this.epochs = epochs;
        this.followers = followers;
    }

    @Override
    public void append(List<JournalEntry> entries, Together writes, boolean now) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("the journal is written inside a transaction only");
        }
        insert(entries, writes);
        boolean followed =
                followers.stream().anyMatch(follower -> entries.stream().anyMatch(follower::follows));
        if (now || followed) {
            run(writes);
        }
        if (followed) {
            for (JournalFollower follower : followers) {
                insert(follower.follow(entries), writes);
            }
            run(writes);
        }
        signalAfterCommit();
    }

    private void insert(List<JournalEntry> entries, Together writes) {
        Together.Told<Integer> written = JournalInsert.insert(writes, entries);
        writes.check(() -> {
            if (written.get() != entries.size()) {
                throw new WritesRefusedException(reason(entries));
            }
        });
    }

    private void run(Together writes) {
        try (Connection connection = database.getConnection()) {
            writes.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be written", e);
        }
    }

    private WriteRefusal reason(List<JournalEntry> entries) {
        int newest = epochs.refresh();
        boolean older = entries.stream().anyMatch(entry -> entry.epoch() != newest);
        return older ? WriteRefusal.EPOCH_CLOSED : WriteRefusal.RESTORED_BEHIND_LOG;
    }

    private void signalAfterCommit() {
        if (transactions.getResource(JdbcJournal.class) != null) {
            return;
        }
        transactions.putResource(JdbcJournal.class, true);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relay.signal();
                }
            }
        });
    }
}
