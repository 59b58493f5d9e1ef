// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.StartFailedException;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** {@code up}: starts the stack, makes the demo tenants, and stays until it is told to stop. */
final class Up {

    static final String KEYCLOAK = "--keycloak";
    static final String SECURED_KAFKA = "--secured-kafka";

    private static final Map<String, Variant> VARIANTS =
            Map.of(KEYCLOAK, Variant.KEYCLOAK, SECURED_KAFKA, Variant.SECURED_KAFKA);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final double NANOS = 1e9;

    private final StackPlan plan;
    private final RunningStack running;

    private Up(StackPlan plan) {
        this.plan = plan;
        this.running = new RunningStack(plan);
    }

    static int run(StackPlan plan, List<String> arguments) throws IOException {
        Set<Variant> variants =
                arguments.stream().map(VARIANTS::get).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Up(plan.with(variants)).run(arguments);
    }

    private int run(List<String> arguments) throws IOException {
        if (running.isRunning()) {
            System.out.println("Lupa is already running. deploy/local/status tells more, deploy/local/down stops it.");
            return 0;
        }
        String taken = takenPorts();
        if (!taken.isEmpty()) {
            System.err.println("Cannot start: " + taken + "\nSomething else listens there; end it and try again.");
            return 1;
        }
        if (plan.has(Variant.KEYCLOAK) && !Files.exists(plan.keycloak())) {
            System.err.println("Keycloak's distribution is missing: deploy/local/up --keycloak fetches it.");
            return 1;
        }
        if (arguments.contains("--fresh")) {
            Folder.delete(plan.data());
        }
        Files.createDirectories(plan.data());
        return arguments.contains("--detach") ? Detached.start(plan, running, arguments) : stay();
    }

    private int stay() throws IOException {
        long begin = System.nanoTime();
        running.begin();
        System.out.println("Starting Lupa on this machine:");
        try (Stack stack = Stack.start(plan, Up::say)) {
            Api api = new Api(stack::token);
            int created = new DemoSeeder(api, stack.url(Service.CONSENT)).seed();
            System.out.printf(
                    "  %-20s %s%n", "demo tenants", created == 0 ? "already there" : created + " entries made");
            System.out.printf("Ready after %.1f s.%n%n", (System.nanoTime() - begin) / NANOS);
            System.out.println(Template.ofResource("welcome.txt").fill(welcome()));
            running.ready();
            while (!running.isStopRequested()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            System.out.println("Stopping.");
            return 0;
        } catch (StartFailedException e) {
            System.err.println("\n" + e.getMessage());
            return 1;
        } finally {
            running.end();
        }
    }

    private Map<String, String> welcome() {
        String auditors = plan.has(Variant.KEYCLOAK)
                ? "people with the role auditor; the realm has none yet"
                : "sign in as anybody, say koe-tarkastaja; a second one releases extracts";
        return Map.of("issuer", plan.issuerUrl(), "auditors", auditors);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private String takenPorts() {
        StringBuilder taken = new StringBuilder();
        plan.ports().named().forEach((part, port) -> {
            if (isTaken(port)) {
                taken.append("\n  port ")
                        .append(port)
                        .append(" (for ")
                        .append(part)
                        .append(") is taken");
            }
        });
        return taken.toString();
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
