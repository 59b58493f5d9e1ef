// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pgbench}, where {@code deploy/benchmarks/rivals} has fetched it, against a database of the running stack, as its superuser. */
final class PgBench {

    private static final String USER = "postgres";
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final String program;
    private final int port;
    private final String password;
    private final String database;
    private final Path scripts;

    private PgBench(String program, int port, String password, String database, Path scripts) {
        this.program = program;
        this.port = port;
        this.password = password;
        this.database = database;
        this.scripts = scripts;
    }

    /** Finds the program. */
    static Optional<PgBench> of(Bench bench, LocalLupa lupa, String database) throws IOException {
        Path rivals = bench.root().resolve("deploy/benchmarks/target/rivals");
        Optional<String> program =
                RivalProcess.program("pgbench", rivals.resolve("bin"), Path.of("/usr/lib/postgresql/15/bin"));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path folder = lupa.data().resolve(LocalLupa.POSTGRESQL);
        String password = Files.readString(folder.resolve("superuser-password")).trim();
        return Optional.of(new PgBench(
                program.get(),
                lupa.port(LocalLupa.POSTGRESQL),
                password,
                database,
                Files.createDirectories(rivals)));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
    }

    /** Runs of the script a second, by prepared statements of that many clients. */
    double perSecond(String script, int clients, int seconds) throws IOException {
        Path file = scripts.resolve("script.sql");
        Files.writeString(file, script);
        Process run = command(file, clients, seconds).start();
        String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(told);
        if (!rate.find()) {
            throw new IOException("pgbench told no rate: " + told);
        }
        return Double.parseDouble(rate.group(1));
    }

    private ProcessBuilder command(Path script, int clients, int seconds) {
        List<String> options = List.of("-n", "-M", "prepared", "-j", "2");
        ProcessBuilder command = new ProcessBuilder(program)
                .redirectErrorStream(true);
        command.command().addAll(options);
        command.command().addAll(List.of("-c", Integer.toString(clients), "-T", Integer.toString(seconds)));
        command.command().addAll(List.of("-f", script.toString(), "-h", "127.0.0.1"));
        command.command().addAll(List.of("-p", Integer.toString(port), "-U", USER, database));
        command.environment().put("PGPASSWORD", password);
        return command;
    }
}
