// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pgbench}, where {@code deploy/benchmarks/rivals} has fetched it, against a database of the running stack, as its superuser. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final String program;
    private final LocalLupa lupa;
    private final String database;
    private final Path scripts;
    private final String schema;

    private PgBench(String program, LocalLupa lupa, String database, Path scripts, String schema) {
        this.program = program;
        this.lupa = lupa;
        this.database = database;
        this.scripts = scripts;
        this.schema = schema;
    }

    /** Finds the program. */
    static Optional<PgBench> of(Bench bench, LocalLupa lupa, String database) throws IOException {
        Path rivals = bench.root().resolve("deploy/benchmarks/target/rivals");
        Optional<String> program =
                RivalProcess.program("pgbench", rivals.resolve("bin"), Path.of("/usr/lib/postgresql/15/bin"));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PgBench(program.get(), lupa, database, Files.createDirectories(rivals), "public"));
    }

    /** The same where tables without a schema are those of this one. */
    PgBench in(String otherSchema) {
        return new PgBench(program, lupa, database, scripts, otherSchema);
    }

    Connection connect() throws IOException, SQLException {
        return lupa.superuser(database);
    }

    /** Runs of the script a second, by prepared statements of that many clients; its variable {@code t} is 0 before the first run of each. */
    double perSecond(String script, int clients, int seconds) throws IOException {
        Path file = scripts.resolve("script.sql");
        Files.writeString(file, script);
        Process run = command(file, clients, seconds).start();
        String told = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(told);
        if (!rate.find() || exitCode(run) != 0) {
            throw new IOException("pgbench failed, or some of its clients did: " + told);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static int exitCode(Process run) {
        try {
            return run.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ProcessBuilder command(Path script, int clients, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-n", "-M", "prepared", "-j", "2"));
        command.addAll(List.of("-c", Integer.toString(clients), "-T", Integer.toString(seconds), "-D", "t=0"));
        command.addAll(List.of("-f", script.toString(), "-h", "127.0.0.1"));
        command.addAll(List.of("-p", Integer.toString(lupa.port(LocalLupa.POSTGRESQL))));
        command.addAll(List.of("-U", LocalLupa.SUPERUSER, database));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", lupa.superuserPassword());
        builder.environment().put("PGOPTIONS", "-c search_path=" + schema + " -c synchronous_commit=on");
        return builder;
    }
}
