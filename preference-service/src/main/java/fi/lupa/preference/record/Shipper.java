// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Brings closed segments into PostgreSQL, and with each minute the event that the log is told. */
@Singleton
class Shipper {

    private static final int ROWS_AT_ONCE = 1_000;

    private final javax.sql.DataSource writer;
    private final RecordMetrics metrics;

    Shipper(@DataSource("writer") javax.sql.DataSource writer, RecordMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Ships one segment and removes its file; after a failure everything can be done again. */
    void ship(Path file) throws IOException, SQLException {
        ClosedSegment segment = ClosedSegment.read(file);
        List<Minute> minutes = segment.series().entrySet().stream()
                .map(series -> Minute.of(segment.id(), series.getKey(), series.getValue()))
                .toList();
        if (!minutes.isEmpty()) {
            ship(minutes);
        }
        Files.delete(file);
        metrics.shipped(
                minutes.stream().mapToInt(minute -> minute.tree().size()).sum(), segment.unreadable());
    }

    /** Drops what is past its time. */
    void drop() throws SQLException {
        try (Connection connection = writer.getConnection()) {
            new RecordTables(connection).drop();
        }
    }

    private void ship(List<Minute> minutes) throws SQLException {
        try (Connection connection = writer.getConnection()) {
            RecordTables tables = new RecordTables(connection);
            tables.prepare(days(minutes));
            for (Minute minute : minutes) {
                List<RecordLine.Filed> records = minute.records();
                for (int first = 0; first < records.size(); first += ROWS_AT_ONCE) {
                    int end = Math.min(records.size(), first + ROWS_AT_ONCE);
                    tables.file(minute, first, records.subList(first, end));
                }
                close(connection, tables, minute);
            }
        }
    }

    /** The minute and its event become known together. */
    private static void close(Connection connection, RecordTables tables, Minute minute) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (tables.file(minute)) {
                DecisionOutbox.add(connection, MinuteEvent.of(minute));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<LocalDate> days(List<Minute> minutes) {
        return minutes.stream()
                .flatMap(minute -> minute.records().stream())
                .map(RecordTables::dayOf)
                .distinct()
                .sorted()
                .toList();
    }
}
