// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.checkpoint.Contradictions;
import fi.lupa.audit.checkpoint.Onlookers;
import fi.lupa.audit.merkle.note.TrustPolicy;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Shows the logs to each witness on a thread of that witness's own, so that one that is away delays nobody, and never the signer. */
@Singleton
final class WitnessThread implements Onlookers {

    private static final Logger LOG = Logger.getLogger(WitnessThread.class);
    private static final int AFTER_CHECKS = 5000;
    private static final long STOP_MILLIS = 10_000;

    private final WitnessConfig config;
    private final TrustPolicy policy;
    private final javax.sql.DataSource database;
    private final WitnessStatus status;
    private final Contradictions contradictions;
    private final InstantSource clock;
    private final CountDownLatch firstRounds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    WitnessThread(
            WitnessConfig config,
            Witnesses witnesses,
            @DataSource("writer") javax.sql.DataSource database,
            WitnessStatus status,
            Contradictions contradictions,
            InstantSource clock) {
        this.config = config;
        this.policy = witnesses.policy();
        this.database = database;
        this.status = status;
        this.contradictions = contradictions;
        this.clock = clock;
        this.firstRounds = new CountDownLatch(policy.witnesses().size());
    }

    void start(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (policy.witnesses().isEmpty()) {
            LOG.info("Nobody witnesses the logs: lupa.audit.witnesses.policy is not set, or names nobody");
        }
        for (TrustPolicy.Witness witness : policy.witnesses()) {
            WitnessClient client = new WitnessClient(witness, config.limit());
            Witnessing witnessing = new Witnessing(witness, client, database, clock);
            Thread thread = new Thread(() -> run(witness.name(), witnessing), "witness-" + witness.name());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(STOP_MILLIS);
        }
    }

    @Override
    public void awaitFirstAnswers() throws InterruptedException {
        if (!firstRounds.await(config.limit().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Not every witness has said yet how far it knows the logs; signing begins without");
        }
    }

    private void run(String name, Witnessing witnessing) {
        boolean asked = false;
        try {
            Duration pause;
            do {
                boolean fine = attempt(name, witnessing, !asked);
                pause = fine ? config.interval() : config.pauseAfterFailure();
                asked = asked || fine;
                firstRounds.countDown();
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(String name, Witnessing witnessing, boolean all) {
        try {
            Witnessing.Round round = witnessing.round(all);
            round.contradiction().ifPresent(what -> contradicted(name, what));
            status.told(name, round);
            return round.goesOn();
        } catch (SQLException e) {
            LOG.warnf("Witness %s waits for the database: state=%s", name, e.getSQLState());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Witness %s was not asked, by an error in the program", name);
        }
        return false;
    }

    private void contradicted(String name, Witnessing.Contradiction what) {
        contradictions.told(what.log(), "witness " + name + " " + what.reason());
    }
}
