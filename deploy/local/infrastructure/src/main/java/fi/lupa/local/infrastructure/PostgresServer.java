// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** A PostgreSQL server with passwords (scram-sha-256) on loopback. Its superuser {@code postgres} has a generated password, kept in its directory. */
public final class PostgresServer extends ChildProcess {

    /** How the server ends. */
    public enum StopMode {
        /** Open transactions are rolled back, then a checkpoint is written. */
        FAST,
        /** No checkpoint: the next start recovers from the log. */
        IMMEDIATE,
        /** SIGKILL to every process of it. */
        KILL
    }

    private static final String SUPERUSER = "postgres";

    PostgresServer(Path dir, int portOr0, Map<String, String> settings) {
        super(new ChildSpec(
                "postgresql", "PostgresProcess", "160m", dir, FreePort.orGiven(portOr0), properties(settings)));
    }

    /** Starts a server on the data of this directory (made on first use) and returns when it answers. */
    public static PostgresServer start(Path dir, int portOr0) {
        return start(dir, portOr0, Map.of());
    }

    /** Starts a server with settings that stand over the usual ones. */
    public static PostgresServer start(Path dir, int portOr0, Map<String, String> settings) {
        PostgresServer server = new PostgresServer(dir, portOr0, settings);
        server.launchAndAwait();
        return server;
    }

    /** The JDBC URL of a database, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The superuser's name. */
    public String superuser() {
        return SUPERUSER;
    }

    /** The superuser's password. */
    public String superuserPassword() {
        try {
            return Files.readString(directory().resolve("superuser-password")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of the superuser; it does not depend on what the driver manager knows. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", superuserPassword());
        properties.setProperty("connectTimeout", "3");
        Connection connection = new Driver().connect(jdbcUrl(database), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL");
        }
        return connection;
    }

    /** Creates a database that belongs to the superuser. */
    public void createDatabase(String name) {
        runScript(SUPERUSER, "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
    }

    /** Runs the statements of a script one by one as superuser, each in its own transaction, so that it may create databases. */
    public void runScript(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (NativeQuery query : Parser.parseJdbcSql(sql, true, false, true, false, false)) {
                statement.execute(query.nativeSql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("script failed: " + e.getMessage(), e);
        }
    }

    /** Runs a script file as superuser. */
    public void runScript(String database, Path file) {
        try {
            runScript(database, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server in the given way and waits until it has ended. */
    public void stop(StopMode mode) {
        switch (mode) {
            case FAST -> stop();
            case IMMEDIATE -> {
                List<ProcessHandle> server = ProcessHandle.of(pid()).stream().toList();
                Signal.QUIT.send(server);
                stop();
            }
            case KILL -> kill();
        }
    }

    /** The process id of the postmaster. */
    @Override
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(directory().resolve("data/postmaster.pid"))
                    .get(0)
                    .trim());
        } catch (IOException e) {
            throw new IllegalStateException("postgresql does not run", e);
        }
    }

    /**
     * Removes the lock file of a server that was killed. PostgreSQL does so itself, but takes a process for alive that is dead and only not yet
     * collected, which may last in a container without a real init.
     */
    @Override
    void prepare() throws IOException {
        Path lock = directory().resolve("data/postmaster.pid");
        if (Files.exists(lock)) {
            long server = Long.parseLong(Files.readAllLines(lock).get(0).trim());
            if (ProcessHandle.of(server).filter(Signal::runs).isEmpty()) {
                Files.delete(lock);
            }
        }
    }

    /** Its keeper goes on, to see when the owner ends. */
    @Override
    List<ProcessHandle> held() {
        List<ProcessHandle> all = processes();
        return all.isEmpty() ? all : all.subList(1, all.size());
    }

    @Override
    boolean answers() {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1")) {
            return result.next();
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Map<String, String> properties(Map<String, String> settings) {
        String lines = settings.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n"));
        return Map.of("lupa.postgres.settings", lines);
    }
}
