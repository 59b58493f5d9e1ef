// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that answer the lines of all lists, block by block: as many as there are processors, whatever the number of lists (ADR 0061). */
@Singleton
class Crew {

    private final int size;
    private final ExecutorService threads;

    Crew(AudienceConfig config) {
        AtomicInteger number = new AtomicInteger();
        size = config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "lupa-audience-lines-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many of them there are. */
    int size() {
        return size;
    }

    /** Has a task done by one of them. */
    Future<?> submit(Runnable task) {
        return threads.submit(task);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }
}
