// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A base backup of a server and its write-ahead log, as docs/operations.md tells to keep them: taken while everything runs, put back with all of
 * the log or with none after it. What {@code pg_basebackup} does is done by hand, because the server's programs here are only the server.
 */
final class DatabaseBackup {

    private static final String LOG = "pg_wal";
    /** What belongs to the running server and not to its data; of the folders only what is in them. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    private static final Set<String> EMPTIED = Set.of(LOG, "pg_replslot", "pg_stat_tmp");

    private final PostgresServer postgres;
    private final Path data;
    private final Path base;
    private final Path archive;

    DatabaseBackup(PostgresServer postgres) {
        this.postgres = postgres;
        this.data = postgres.directory().resolve("data");
        this.base = postgres.directory().resolve("base-backup");
        this.archive = postgres.directory().resolve("archive");
    }

    /** Has the server archive its write-ahead log from now on; it is started again for that. */
    void archiveFromNowOn() throws IOException {
        Files.createDirectories(archive);
        postgres.runScript("postgres", """
                ALTER SYSTEM SET archive_mode = 'on';
                ALTER SYSTEM SET archive_command = 'test ! -f "%1$s/%%f" && cp "%%p" "%1$s/%%f"';
                ALTER SYSTEM SET restore_command = 'cp "%1$s/%%f" "%%p"'
                """.formatted(archive));
        postgres.restart();
    }

    /** Takes the base backup; the server goes on meanwhile. */
    void take() throws IOException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('drill', true)");
            copyRunning();
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(true)")) {
                label.next();
                Files.writeString(base.resolve("backup_label"), label.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no base backup: " + e.getMessage(), e);
        }
    }

    /** The server's power fails and its data is lost but for the write-ahead log, which was kept elsewhere too: base backup and all of the log. */
    void restoreToTheLastCommit() throws IOException {
        postgres.kill();
        Path lost = putBack();
        for (Path segment : Folder.files(lost.resolve(LOG))) {
            Files.copy(segment, data.resolve(LOG).resolve(segment.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        recover(lost);
    }

    /** What must not be done, and happens: the base backup alone, and nothing of what came after it. */
    void restoreToTheBackup() throws IOException {
        postgres.stop();
        Path lost = putBack();
        Files.writeString(data.resolve("postgresql.auto.conf"), """
                recovery_target = 'immediate'
                recovery_target_action = 'promote'
                recovery_target_timeline = 'current'
                """, StandardOpenOption.APPEND);
        recover(lost);
    }

    private Path putBack() throws IOException {
        Path lost = data.resolveSibling("lost");
        Files.move(data, lost);
        Folder.copy(base, data);
        return lost;
    }

    private void recover(Path lost) throws IOException {
        Files.createFile(data.resolve("recovery.signal"));
        Folder.delete(lost);
        postgres.restart();
    }

    /** Copies the data of a running server, whose files come and go: the write-ahead log makes whole what is torn. */
    private void copyRunning() throws IOException {
        Folder.delete(base);
        Files.walkFileTree(data, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.copy(folder, copyOf(folder), StandardCopyOption.COPY_ATTRIBUTES);
                return EMPTIED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, copyOf(file), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException gone) {
                        Files.deleteIfExists(copyOf(file));
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private Path copyOf(Path original) {
        return base.resolve(data.relativize(original));
    }
}
