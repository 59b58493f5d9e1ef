// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.platform.problem.StackText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The threads that work beside the requests: they begin with the process, wait for what is not there yet, and end with it. */
@Singleton
class FeedThreads {

    private static final Logger LOG = Logger.getLogger(FeedThreads.class);
    private static final Duration END = Duration.ofSeconds(5);

    private final Migration migration;
    private final TopicWatch topics;
    private final Projector projector;
    private final Tailer tailer;
    private final StopSignal stop;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean failed;

    FeedThreads(Migration migration, TopicWatch topics, Projector projector, Tailer tailer, StopSignal stop) {
        this.migration = migration;
        this.topics = topics;
        this.projector = projector;
        this.tailer = tailer;
        this.stop = stop;
    }

    /** Work that goes on until the process ends. */
    private interface Work {

        void run() throws InterruptedException;
    }

    void start(@Observes StartupEvent event) {
        start("lupa-topics", topics::watch);
        start("lupa-projector", () -> {
            migration.migrate();
            projector.project();
        });
        start("lupa-tailer", () -> {
            migration.migrate();
            tailer.tail();
        });
    }

    /** Tells whether a thread has ended by itself, which none ever should. */
    boolean failed() {
        return failed;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.raise();
        for (Thread thread : threads) {
            thread.join(END.toMillis());
        }
        threads.forEach(Thread::interrupt);
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(() -> run(name, work), name);
        threads.add(thread);
        thread.start();
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failed = true;
            LOG.errorf("Thread %s ended: %s", name, StackText.of(e));
        }
    }
}
