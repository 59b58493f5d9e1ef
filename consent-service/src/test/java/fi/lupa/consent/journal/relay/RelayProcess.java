// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.RelayWakeUp;
import fi.lupa.platform.id.UuidV7Source;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A relay in a process of its own, so that a test can stop, wake and kill it. */
final class RelayProcess implements AutoCloseable {

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(RelayStand stand) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                stand.database().relay().url(),
                stand.broker().bootstrapServers(),
                stand.topics().prefix());
        return new RelayProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(File.createTempFile("relay-process", ".log", new File("target")))
                .start());
    }

    /** Runs until the process that started it goes away. */
    public static void main(String[] arguments) throws IOException {
        RelayParts parts = new RelayParts(
                new RelayDatabase(arguments[0], "lupa_consent_relay", "lupa_consent_relay"),
                new BrokerClients(Map.of("bootstrap.servers", arguments[1])),
                new TopicDefinitions(arguments[2], RelayStand.PARTITIONS),
                TopicCreation.NONE,
                (tenant, subject, wrapped, bytes) -> bytes,
                new UuidV7Source(InstantSource.system(), Facts.RANDOM),
                new RelayWakeUp(),
                new RelayStatus());
        try (Relay relay = new Relay(parts)) {
            relay.start();
            while (System.in.read() >= 0) {
                parts.wakeUp().signal();
            }
        }
    }

    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        resume();
        kill();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
