// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Connection;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** preference-service of a stack, started again and again, each time asked until it answers rightly. */
final class Restarted {

    private static final String FLAGS = "lupa.service.flags";
    private static final Pattern LOADED =
            Pattern.compile("Index loaded: identifiers=(\\d+) milliseconds=(\\d+) from=(\\w+)");
    private static final Pattern SAVED = Pattern.compile("Index saved: milliseconds=(\\d+)");
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final long LOOK_NANOS = 5_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final int ASKED = 300;
    private static final int OK = 200;

    private final Stack stack;
    private final ServiceProcess service;

    /** Stops it; from now on it is started with this much heap. */
    Restarted(Stack stack, String heap) {
        this.stack = stack;
        ServiceProcess before = stack.service(Service.PREFERENCE);
        before.stop();
        System.setProperty(FLAGS, "-Xmx" + heap);
        try {
            // The same directory, so that the stack ends it with everything else.
            this.service = ServiceProcess.of(
                    Service.PREFERENCE.title(),
                    stack.jarOf(Service.PREFERENCE),
                    before.directory(),
                    before.port(),
                    stack.settingsFile(Service.PREFERENCE));
        } finally {
            System.clearProperty(FLAGS);
        }
    }

    /** Seconds from the start of the process to the first right answer, and until it says that it is ready, asked after that. */
    record Times(double toFirstAnswer, double toReady) {}

    /** Starts it; somebody of the run who has consented is asked about. */
    Times start(String run, int person) throws IOException {
        Request question = question(stack.token(Requests.CLIENT), run, person);
        long begin = System.nanoTime();
        service.startAgain();
        while (!isRight(question)) {
            if (!service.isRunning() || System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IOException("preference-service gives no right answer; its log: " + service.logFile());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        long answered = System.nanoTime();
        service.awaitReady(LIMIT);
        return new Times((answered - begin) / NANOS_PER_SECOND, (System.nanoTime() - begin) / NANOS_PER_SECOND);
    }

    void stop() {
        service.stop();
    }

    long pid() {
        return service.pid();
    }

    /** Asks about some of all these people of the run, and about nobody; returns how many answers were wrong. */
    int wrongAnswers(String run, int people) throws IOException {
        String token = stack.token(Requests.CLIENT);
        SplittableRandom random = new SplittableRandom(people);
        int wrong = 0;
        try (Connection connection = Connection.to(service.port())) {
            for (int i = 0; i < ASKED; i++) {
                wrong += connection.exchange(question(token, run, random.nextInt(people))) ? 0 : 1;
            }
            wrong += connection.exchange(question(token, run + "x", 0)) ? 0 : 1;
        }
        return wrong;
    }

    /** Deletes what earlier processes have saved of the index. */
    void forgetSaved() throws IOException {
        Files.deleteIfExists(saved());
    }

    /** Waits until it has saved its index after the last start; returns how many seconds that took, by its own log. */
    double awaitSaved() throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            String log = Files.readString(service.logFile());
            Matcher told = SAVED.matcher(log);
            if (told.find(Math.max(0, log.lastIndexOf("Index loaded")))) {
                return Long.parseLong(told.group(1)) / MILLIS_PER_SECOND;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("preference-service does not save its index; its log: " + service.logFile());
    }

    long savedBytes() throws IOException {
        return Files.size(saved());
    }

    private Path saved() {
        return service.directory().resolve("records/index/states.lupa-index");
    }

    /** How many identifiers were loaded at the last start, by its own log, and how long that took. */
    Loaded loaded() throws IOException {
        Loaded last = new Loaded(0, 0, "");
        Matcher told = LOADED.matcher(Files.readString(service.logFile()));
        while (told.find()) {
            last = new Loaded(
                    Long.parseLong(told.group(1)), Long.parseLong(told.group(2)) / MILLIS_PER_SECOND, told.group(3));
        }
        return last;
    }

    record Loaded(long identifiers, double seconds, String from) {}

    private static Request question(String token, String run, int person) {
        byte[] expected = ("\"decision\":\"" + ImportRows.decision(person) + "\"").getBytes(StandardCharsets.US_ASCII);
        return Request.post(
                "/v1/decisions",
                token,
                "",
                ImportClient.question(run, person),
                answer -> answer.status() == OK && answer.contains(expected));
    }

    /** A connection of its own each time: until it listens there is none to keep. */
    private boolean isRight(Request question) {
        try (Connection connection = Connection.to(service.port())) {
            return connection.exchange(question);
        } catch (IOException notYet) {
            return false;
        }
    }
}
