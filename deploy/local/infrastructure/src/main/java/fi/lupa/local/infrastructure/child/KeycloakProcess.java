// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Keeps one Keycloak: starts its own script, ends it on SIGTERM, and at once when the owner is gone. */
public final class KeycloakProcess {

    private static final int STOP_SECONDS = 25;

    private KeycloakProcess() {}

    /** Runs until the server has ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Child.endOnFailure();
        Path script = Child.dir().resolve("home/bin/kc.sh");
        List<String> command = List.of(
                "bash",
                script.toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + Child.port());
        ProcessBuilder keycloak = new ProcessBuilder(command).inheritIO();
        Properties environment = new Properties();
        try (InputStream in = Files.newInputStream(Child.dir().resolve("environment.properties"))) {
            environment.load(in);
        }
        environment.stringPropertyNames().forEach(name -> keycloak.environment()
                .put(name, environment.getProperty(name)));
        keycloak.environment().put("JAVA_HOME", System.getProperty("java.home"));
        keycloak.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        Process server = keycloak.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        Child.endWithOwner(() -> killAll(server));
        Child.ready();
        Runtime.getRuntime().halt(server.waitFor());
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                killAll(server);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void killAll(Process server) {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
