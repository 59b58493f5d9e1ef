// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * The infrastructure of one test JVM: each part is started once, on a free port and with empty data under {@code target}, shared by all test
 * classes and ended with the JVM. "Once per JVM" also holds across class loaders (Quarkus uses several): what runs is noted in system properties.
 */
public final class LocalStack {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final String NOTE = "lupa.local.";
    private static final String SCRIPTS = NOTE + "scripts";

    private final Map<Part, ChildProcess> parts = new EnumMap<>(Part.class);

    private LocalStack() {}

    /** Makes sure that these parts run and answer; starts the missing ones side by side. */
    public static LocalStack with(Part first, Part... more) {
        LocalStack stack = new LocalStack();
        synchronized (System.getProperties()) {
            List<ChildProcess> fresh = new ArrayList<>();
            for (Part part : EnumSet.of(first, more)) {
                String note = System.getProperty(NOTE + part);
                ChildProcess child = at(part, note == null ? "0" : note);
                stack.parts.put(part, child);
                if (note == null) {
                    child.launch();
                    System.setProperty(NOTE + part, child.ports());
                    fresh.add(child);
                }
            }
            fresh.forEach(child -> child.awaitReady(START_LIMIT));
        }
        return stack;
    }

    /** Runs a script file as superuser in database {@code postgres}, once per JVM: roles, databases, their owners. */
    public LocalStack bootstrap(Path script) {
        synchronized (System.getProperties()) {
            String done = System.getProperty(SCRIPTS, "");
            String line = script.toAbsolutePath().normalize() + "\n";
            if (!done.contains(line)) {
                postgres().runScript("postgres", script);
                System.setProperty(SCRIPTS, done + line);
            }
        }
        return this;
    }

    /** The database server; it must have been asked for. */
    public PostgresServer postgres() {
        return (PostgresServer) part(Part.POSTGRES);
    }

    /** The broker; it must have been asked for. */
    public KafkaBroker kafka() {
        return (KafkaBroker) part(Part.KAFKA);
    }

    /** The issuer; it must have been asked for. It has no clients until some are set. */
    public OidcIssuer issuer() {
        return (OidcIssuer) part(Part.ISSUER);
    }

    /** The mail catcher; it must have been asked for. */
    public MailCatcher mail() {
        return (MailCatcher) part(Part.MAIL);
    }

    private ChildProcess part(Part part) {
        ChildProcess child = parts.get(part);
        if (child == null) {
            throw new IllegalStateException("ask for it first: LocalStack.with(" + part + ")");
        }
        return child;
    }

    /** The part on these ports (numbers divided by commas, 0 for any), not started. */
    private static ChildProcess at(Part part, String ports) {
        int[] numbers =
                Arrays.stream(ports.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        Path dir = directory(part);
        return switch (part) {
            case POSTGRES -> new PostgresServer(dir, numbers[0], Map.of());
            case KAFKA -> new KafkaBroker(dir, numbers[0]);
            case ISSUER -> new OidcIssuer(dir, numbers[0], Duration.ofHours(1));
            case MAIL -> new MailCatcher(dir, numbers[0], numbers[numbers.length - 1]);
        };
    }

    /** One directory per JVM, so that modules may be tested side by side and every run starts from nothing. */
    private static Path directory(Part part) {
        String module = System.getProperty("basedir", System.getProperty("user.dir"));
        long pid = ProcessHandle.current().pid();
        return RunDirectories.of(Path.of(module, "target", "local-stack"), pid).resolve(part.name());
    }
}
