// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rival of answers: a cache that knows one value of 16 bytes a person, without token, reason, date or record. Its own load generator asks it.
 * Started here on loopback and a free port, without persistence, and gone afterwards.
 */
final class Redis implements AutoCloseable {

    private static final int KEYS = 10_000;
    private static final int VALUE_LENGTH = 16;
    private static final int AT_ONCE = 100;
    private static final int GETS_A_ROUND = 300_000;
    private static final int MGETS_A_ROUND = 30_000;

    private final Path folder;
    private final int port;
    private final RivalProcess server;

    private Redis(Path folder, int port, RivalProcess server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Starts it, if {@code deploy/benchmarks/rivals} has fetched it or it is on the path; otherwise the report says that there was no rival. */
    static Optional<Redis> start(Bench bench, Report report) throws IOException {
        Path folder = bench.root().resolve("deploy/benchmarks/target/rivals");
        Optional<String> program = program(folder, "redis-server");
        if (program.isEmpty() || program(folder, "redis-benchmark").isEmpty()) {
            report.setting("rival", "none: Redis was not found; deploy/benchmarks/rivals fetches it");
            return Optional.empty();
        }
        int port = RivalProcess.freePort();
        ProcessBuilder command = process(
                folder,
                List.of(
                        program.get(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no"));
        Redis redis = new Redis(folder, port, RivalProcess.start("Redis", port, command));
        report.setting("rival", "Redis, 10,000 values of 16 bytes, 50 connections of redis-benchmark, no persistence");
        redis.benchmark(KEYS, List.of("-t", "set"));
        return Optional.of(redis);
    }

    /** Single {@code GET}s a second by 50 connections, without pipelining. */
    double getsPerSecond() throws IOException {
        return benchmark(GETS_A_ROUND, List.of("-t", "get"));
    }

    /** Keys a second by {@code MGET} of 100. */
    double keysPerSecond() throws IOException {
        List<String> command = new ArrayList<>(List.of("MGET"));
        command.addAll(Collections.nCopies(AT_ONCE, "key:__rand_int__"));
        return AT_ONCE * benchmark(MGETS_A_ROUND, command);
    }

    /** Fills it with so many strings of 16 bytes and returns how much of its memory each takes. */
    double bytesPerKey(int keys) throws IOException {
        try (RedisFill fill = new RedisFill(port)) {
            long before = fill.usedMemory();
            fill.set(keys);
            return (double) (fill.usedMemory() - before) / keys;
        }
    }

    private double benchmark(int requests, List<String> what) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program(folder, "redis-benchmark").orElseThrow(),
                "-p",
                Integer.toString(port),
                "-c",
                "50",
                "-n",
                Integer.toString(requests),
                "-r",
                Integer.toString(KEYS),
                "-d",
                Integer.toString(VALUE_LENGTH),
                "--csv"));
        command.addAll(what);
        Process run = process(folder, command).start();
        String table = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return perSecond(table);
    }

    /** The second column of the last line of {@code redis-benchmark --csv}. */
    static double perSecond(String table) throws IOException {
        String[] lines = table.strip().split("\n", -1);
        String[] columns = lines[lines.length - 1].split("\",\"", -1);
        try {
            return Double.parseDouble(columns[1].replace("\"", ""));
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("redis-benchmark said something else than a table: " + table, e);
        }
    }

    private static Optional<String> program(Path folder, String name) {
        return RivalProcess.program(name, folder.resolve("usr/bin"));
    }

    private static ProcessBuilder process(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        Path libraries = folder.resolve("usr/lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> found = Files.walk(libraries)) {
                environment.put(
                        "LD_LIBRARY_PATH",
                        found.filter(Files::isDirectory)
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
            }
        }
        return builder;
    }

    @Override
    public void close() {
        server.close();
    }
}
