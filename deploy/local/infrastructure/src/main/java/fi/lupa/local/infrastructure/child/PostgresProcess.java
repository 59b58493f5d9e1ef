// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps one PostgreSQL server: makes its data on the first start, stops it fast on SIGTERM and at once when the owner is gone. PostgreSQL refuses
 * to run as root, so root starts it in a user namespace without a mapping, where it is nobody.
 */
public final class PostgresProcess {

    private static final int STATUS_LINE = 7;
    private static final int PASSWORD_BYTES = 24;
    private static final int STOP_SECONDS = 25;

    private PostgresProcess() {}

    /** Runs until the server has ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Child.endOnFailure();
        Path binaries = PostgresBinaries.unpacked();
        Path data = Child.dir().resolve("data");
        if (!Files.exists(data)) {
            initialise(binaries, data);
        }
        Process server = run(serverCommand(binaries, data));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopFast(server)));
        Child.endWithOwner(() -> killAll(server));
        while (server.isAlive() && !isReady(data, server.pid())) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        if (server.isAlive()) {
            Child.ready();
        }
        Runtime.getRuntime().halt(server.waitFor());
    }

    private static void initialise(Path binaries, Path data) throws IOException, InterruptedException {
        Path password = Child.dir().resolve("superuser-password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.writeString(password, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Path fresh = Files.createTempDirectory(Child.dir(), "initialising");
        List<String> command = new ArrayList<>(asUnprivileged());
        command.addAll(List.of(binaries.resolve("bin/initdb").toString(), "-D", fresh.toString(), "-U", "postgres"));
        command.addAll(List.of("-A", "scram-sha-256", "--pwfile", password.toString(), "-E", "UTF8", "--locale", "C"));
        command.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
        int code = run(command).waitFor();
        if (code != 0) {
            throw new IllegalStateException("initdb failed: " + code);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> serverCommand(Path binaries, Path data) {
        List<String> command = new ArrayList<>(asUnprivileged());
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(Child.port()));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "64MB");
        settings.put("max_locks_per_transaction", "256");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_parameter_max_length_on_error", "0");
        settings.put("log_min_error_statement", "panic");
        settings.put("password_encryption", "scram-sha-256");
        String more = System.getProperty("lupa.postgres.settings", "");
        Arrays.stream(more.split("\n"))
                .filter(line -> line.contains("="))
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return settings;
    }

    private static List<String> asUnprivileged() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static boolean isReady(Path data, long server) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() > STATUS_LINE
                && lines.get(0).equals(Long.toString(server))
                && lines.get(STATUS_LINE).trim().equals("ready");
    }

    private static void stopFast(Process server) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start().waitFor();
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                killAll(server);
            }
        } catch (IOException e) {
            killAll(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL also ends processes that are being held, and PostgreSQL recovers from it at the next start. */
    private static void killAll(Process server) {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
