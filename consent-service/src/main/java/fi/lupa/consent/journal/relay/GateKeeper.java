// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.WriteGate;
import fi.lupa.consent.journal.WriteRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Carries what {@link WriteHolds} says to this process's {@link WriteGate}, in every instance, whether it relays or not. */
final class GateKeeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final RelayDatabase database;
    private final WriteGate gate;
    private final Thread thread = new Thread(this::run, "lupa-write-gate");
    private volatile boolean open = true;

    GateKeeper(RelayDatabase database, WriteGate gate) {
        this.database = database;
        this.gate = gate;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until writes are let through or held for good, but not longer than this. */
    void awaitDecision(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<WriteRefusal> undecided = Optional.of(WriteRefusal.NOT_COMPARED_WITH_LOG);
        while (gate.refusal().equals(undecided) && System.nanoTime() < end) {
            LockSupport.parkNanos(INTERVAL.toNanos() / 4);
        }
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (open) {
            try (Connection connection = database.open("lupa-write-gate")) {
                watch(new WriteHolds(connection));
            } catch (SQLException unreachable) {
                // Without the database nothing can be written anyway; the gate stays as it was.
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
        }
    }

    private void watch(WriteHolds holds) throws SQLException {
        while (open) {
            holds.refusal().ifPresentOrElse(gate::close, gate::open);
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
