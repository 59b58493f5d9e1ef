// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the database of an earlier version held, as {@code deploy/local/dump} writes it: for tests of the upgrade from there. */
public final class OldDatabase {

    private static final String MIGRATION = "-- migration ";

    private final String text;

    private OldDatabase(String text) {
        this.text = text;
    }

    /** The dump of a service in a folder of dumps. */
    public static OldDatabase of(Path folder, String service) {
        try {
            return new OldDatabase(Files.readString(folder.resolve(service + ".sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest folder of dumps, by its name, below {@code deploy/upgrade}. */
    public static Path newest(Path root) {
        try (Stream<Path> folders = Files.list(root.resolve("deploy/upgrade"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The migrations that had made its tables, in their order: version and checksum. */
    public Map<String, Integer> migrations() {
        Map<String, Integer> migrations = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith(MIGRATION)).forEach(line -> {
            List<String> words = List.of(line.substring(MIGRATION.length()).split(" ", -1));
            migrations.put(words.get(0), Integer.valueOf(words.get(1)));
        });
        return migrations;
    }

    /** The newest of them. */
    public String version() {
        return migrations().keySet().stream().reduce((earlier, later) -> later).orElseThrow();
    }

    /** Puts its rows in place of all that are in a database with its tables. */
    public void loadInto(PostgresServer server, String database) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setEscapeProcessing(false);
            statement.execute(text);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the dump does not fit its tables: " + e.getMessage(), e);
        }
    }
}
