// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.UUID;

/** The tables of the log's database, as a superuser fills them from files on the server; positions of the real topics are carried on as they are. */
final class FilledTables {

    static final UUID TENANT = TenantId.ofKey(SyntheticFacts.TENANT).value();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "filled-without-a-topic";
    private static final String INGEST =
            "INSERT INTO ingest (number, logged_at, writer, positions, entries, duplicates,"
                    + " rejections, markers, compacted, unaccounted, offsets) VALUES (?, ?, ?, ?::jsonb, ?, 0, 0, 0, 0, 0, ?)";

    private final Connection database;
    private final ArrayNode others;
    private final Path file;
    private long number;
    private boolean isOpen;

    FilledTables(Connection superuser, Path folder) throws SQLException, IOException {
        this.database = superuser;
        this.file = Files.createDirectories(folder).resolve("rows").toAbsolutePath();
        run("SET synchronous_commit = off");
        try (Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT number, positions FROM ingest ORDER BY number DESC LIMIT 1")) {
            boolean begun = row.next();
            number = begun ? row.getLong(1) : 0;
            others = begun ? (ArrayNode) JSON.readTree(row.getString(2)) : JSON.createArrayNode();
        }
        for (JsonNode span : others) {
            ((ObjectNode) span).set("from", span.get("to"));
        }
        superuser.setAutoCommit(false);
    }

    /** Copies a batch, durable together or not at all. */
    void copy(FilledBatch batch) {
        try {
            open(batch);
            number++;
            for (FilledBatch.Table table : FilledBatch.Table.values()) {
                Files.writeString(file, batch.text(table, number));
                run(table.copy(file));
            }
            ingest(batch);
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(FilledBatch batch) throws SQLException {
        if (!isOpen) {
            run("INSERT INTO log VALUES ('%s', %d, '%s', '%s')"
                    .formatted(TENANT, batch.year(), LogFill.LOG, Timestamps.format(batch.loggedAt())));
            isOpen = true;
        }
    }

    private void ingest(FilledBatch batch) throws SQLException {
        long entries = batch.size() - batch.from();
        ArrayNode spans = others.deepCopy();
        spans.addObject()
                .put("topicId", SOURCE)
                .put("topic", SOURCE)
                .put("partition", 0)
                .put("from", batch.from())
                .put("to", batch.size());
        try (PreparedStatement statement = database.prepareStatement(INGEST)) {
            statement.setLong(1, number);
            statement.setObject(2, batch.loggedAt().atOffset(ZoneOffset.UTC));
            statement.setObject(3, new UUID(0, number));
            statement.setString(4, spans.toString());
            statement.setLong(5, entries);
            statement.setLong(6, entries);
            statement.executeUpdate();
        }
    }

    /** Leaves the tables as they are after a while of quiet. */
    void settle() throws SQLException {
        database.setAutoCommit(true);
        run("VACUUM ANALYZE");
        run("CHECKPOINT");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
