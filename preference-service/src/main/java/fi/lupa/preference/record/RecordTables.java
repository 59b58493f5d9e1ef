// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Files records and their minutes in PostgreSQL. Each step is short, because a long transaction anywhere in the cluster holds
 * back the relay's horizon; and each can be repeated, because a crash may come between any two.
 */
final class RecordTables {

    private static final String RECORDS = """
            INSERT INTO decision_record (tenant, kept, at, minute, idx, minute_to, controller, addressee, line)
            SELECT ?, k, 'epoch'::timestamptz + a * interval '1 millisecond', ?, ? + n - 1, ?, ?, h, l
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS r (k, a, h, l, n)
            ON CONFLICT DO NOTHING
            """;
    private static final String MINUTE = """
            INSERT INTO decision_minute (tenant, upto, id, client, controller, purpose, since, leaves)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final Connection writer;

    RecordTables(Connection writer) {
        this.writer = writer;
    }

    /** Makes places for records of these days. */
    void prepare(List<LocalDate> days) throws SQLException {
        Array dates =
                writer.createArrayOf("date", days.stream().map(Date::valueOf).toArray());
        try (PreparedStatement call = writer.prepareStatement("SELECT decision_partitions_for(?)")) {
            call.setArray(1, dates);
            call.execute();
        }
    }

    /** Drops what is past its time: answers that allowed after 13 months, all others after 30 days. */
    void drop() throws SQLException {
        try (PreparedStatement call = writer.prepareStatement("SELECT decision_partitions_drop()")) {
            call.execute();
        }
    }

    /** Files some records of a minute, the first of which has this index. */
    void file(Minute minute, int first, List<RecordLine.Filed> some) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement(RECORDS)) {
            insert.setObject(1, minute.series().tenant().value());
            insert.setObject(2, minute.id());
            insert.setInt(3, first);
            insert.setTimestamp(4, Timestamp.from(minute.to()));
            insert.setString(5, minute.series().controller());
            insert.setArray(6, texts(some, RecordTables::kept));
            insert.setArray(7, times(some));
            insert.setArray(8, texts(some, RecordLine.Filed::addressee));
            insert.setArray(9, texts(some, RecordLine.Filed::line));
            insert.executeUpdate();
        }
    }

    /** Files the minute itself; its records must be there. Returns false if it was there already. */
    boolean file(Minute minute) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement(MINUTE)) {
            insert.setObject(1, minute.series().tenant().value());
            insert.setTimestamp(2, Timestamp.from(minute.to()));
            insert.setObject(3, minute.id());
            insert.setString(4, minute.series().client());
            insert.setString(5, minute.series().controller());
            insert.setString(6, minute.series().purpose());
            insert.setTimestamp(7, Timestamp.from(minute.from()));
            insert.setBytes(8, minute.tree().hashes());
            return insert.executeUpdate() == 1;
        }
    }

    /** Which partition a record belongs to: what allowed is kept longer, as the proof that somebody had asked. */
    private static String kept(RecordLine.Filed record) {
        return record.decision().equals("ALLOW") ? "ALLOW" : "OTHER";
    }

    static LocalDate dayOf(RecordLine.Filed record) {
        return LocalDate.ofInstant(record.at(), ZoneOffset.UTC);
    }

    /** An array of strings and one of longs go to the server in binary, which costs a fraction of writing them out. */
    private Array texts(List<RecordLine.Filed> some, Function<RecordLine.Filed, String> member) throws SQLException {
        return writer.createArrayOf("text", some.stream().map(member).toArray(String[]::new));
    }

    private Array times(List<RecordLine.Filed> some) throws SQLException {
        Long[] millis = some.stream().map(record -> record.at().toEpochMilli()).toArray(Long[]::new);
        return writer.createArrayOf("int8", millis);
    }
}
