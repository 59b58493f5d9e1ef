// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.RecordReader;
import fi.lupa.audit.leaf.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/** Writes batches of made-up facts as the sequencer does, without a broker. */
public final class Batches implements AutoCloseable {

    private static final String TOPIC = "lupa.permission-events.v1";

    private final RecordReader reader = new RecordReader(new Random(1));
    private final Connection connection;
    private final BatchWriter writer;

    private Batches(Connection connection, BatchWriter writer) {
        this.connection = connection;
        this.writer = writer;
    }

    /** Begins where the database stands, like a sequencer that has just got the lock. */
    public static Batches on(LogKit kit, DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        BatchWriter writer = new BatchWriter(connection, kit.origin());
        writer.openLogs();
        return new Batches(connection, writer);
    }

    public static Batches on(LogKit kit) throws SQLException {
        return on(kit, kit.writer());
    }

    /** Commits one batch of so many facts more. */
    public void write(int facts) throws SQLException {
        List<Span> spans = writer.tip().spans().isEmpty()
                ? List.of(Span.start("topic-id", TOPIC, 0))
                : writer.tip().spans().stream().map(Span::next).toList();
        Progress progress = new Progress(spans);
        long first = spans.get(0).to();
        for (int i = 0; i < facts; i++) {
            int number = (int) first + i;
            Facts.Message message = Facts.consentGiven(number, Facts.subject(number % 7), number / 7 + 1);
            IncomingRecord record = new IncomingRecord(
                    Feed.FACTS, new Source(TOPIC, 0, number), message.key(), message.headers(), message.value());
            progress.add(record, reader.read(record));
        }
        writer.write(progress);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
