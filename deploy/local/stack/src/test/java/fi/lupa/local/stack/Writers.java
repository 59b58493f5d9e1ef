// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.stack.demo.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Writes without pause, as clients do who repeat with the same key until they are answered, and asks about those who said no. */
final class Writers implements AutoCloseable {

    private static final int THREADS = 3;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CREATED = 201;

    private final Caller tool;
    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wronglyAllowed = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> saidNo = new ConcurrentHashMap<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Writers(StartedStack lupa) {
        this.tool = lupa.as("marketing-tool", "kysely");
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::writeOn, "writer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void writeOn() {
        try {
            write();
        } catch (RuntimeException | AssertionError failure) {
            failures.add(Thread.currentThread().getName() + ": " + failure);
        }
    }

    private void write() {
        while (!stopped.get()) {
            String email = FirstPathIT.somebody();
            acknowledge("GIVEN", "WEB_CHECKBOX", email);
            Api.Answer withdrawn = acknowledge("WITHDRAWN", "WEB_BUTTON", email);
            Api.Answer asked =
                    persistently(() -> tool.asks(email, "product-updates", FirstPathIT.revision(withdrawn)), 200, 503);
            if (FirstPathIT.answer(asked).startsWith("ALLOW")) {
                wronglyAllowed.add(asked.text());
            }
            saidNo.put(email, FirstPathIT.revision(withdrawn));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Api.Answer acknowledge(String choice, String method, String email) {
        String key = UUID.randomUUID().toString();
        var body = tool.consentBody(email, tool.choice("product-updates", choice), tool.capture(method));
        Api.Answer answer = persistently(() -> tool.record("/v1/consents", body, key), CREATED, CREATED);
        answer.body()
                .path("records")
                .forEach(record -> acknowledged.add(record.path("id").asText()));
        return answer;
    }

    /** Asks again until one of the wanted answers comes; a 4xx that will never become one ends the run. */
    private Api.Answer persistently(Supplier<Api.Answer> call, int wanted, int orWanted) {
        while (true) {
            try {
                Api.Answer answer = call.get();
                if (answer.status() == wanted || answer.status() == orWanted) {
                    return answer;
                }
                if (answer.status() / 100 == 4 && answer.status() != 409) {
                    throw new IllegalStateException(answer.status() + " " + answer.text());
                }
            } catch (UncheckedIOException away) {
                // The part is being killed; the client tries again with the same key.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<String> wronglyAllowed() {
        return List.copyOf(wronglyAllowed);
    }

    /** Everybody who said no, with the revision of it; during an outage nobody may have been answered about. */
    Map<String, String> saidNo() {
        return Map.copyOf(saidNo);
    }

    /** What ended a writer before its time. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until writes go through again. */
    void awaitMore(int count) {
        int before = acknowledged.size();
        Waiting.until(() -> acknowledged.size() >= before + count || !failures.isEmpty());
    }

    void stop() {
        stopped.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(Waiting.PATIENCE.toMillis());
                if (thread.isAlive()) {
                    failures.add(thread.getName() + " does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
