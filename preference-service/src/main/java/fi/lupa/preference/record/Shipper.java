// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings closed segments into PostgreSQL, and with each minute the event that the log is told. */
@Singleton
class Shipper {

    private final javax.sql.DataSource writer;
    private final RecordMetrics metrics;

    Shipper(@DataSource("writer") javax.sql.DataSource writer, RecordMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Ships one segment and removes its file; after a failure everything can be done again. */
    void ship(Path file) throws IOException, SQLException {
        SegmentMinutes segment = SegmentMinutes.read(file);
        if (!segment.minutes().isEmpty()) {
            ship(file, segment);
        }
        Files.delete(file);
        metrics.shipped(segment.records(), segment.unreadable());
    }

    /** Drops what is past its time. */
    void drop() throws SQLException {
        try (Connection connection = writer.getConnection()) {
            new RecordTables(connection).drop();
        }
    }

    /** Reads the segment a second time, because what a record is filed under is known when all of them were read. */
    private void ship(Path file, SegmentMinutes segment) throws IOException, SQLException {
        try (Connection connection = writer.getConnection()) {
            RecordTables tables = new RecordTables(connection);
            tables.prepare(segment.days());
            RecordPages pages = new RecordPages(tables, segment.minutes());
            SegmentReader.read(file, pages::add);
            pages.end();
            for (Minute minute : segment.minutes().values()) {
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
}
