// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.infrastructure.PostgresServer;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The rival that takes rows out of the database's log: Debezium's engine in this process, with its defaults, on one table. It hands over records
 * of Kafka Connect, without making JSON of them and without a broker; what was handed over is kept in a file, so that it goes on from there.
 */
final class Debezium implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(1);
    private static final String NAME = "lupa_benchmark";

    private final DebeziumEngine<?> engine;
    private final CompletableFuture<Void> running;

    private Debezium(DebeziumEngine<?> engine, CompletableFuture<Void> running) {
        this.engine = engine;
        this.running = running;
    }

    /**
     * The rows that it takes.
     *
     * @param server has {@code wal_level=logical}
     * @param name the table's, in the schema {@code public}
     * @param number the column that tells one row from another
     */
    record Table(PostgresServer server, String database, String name, String number) {}

    /** Starts it; each row's number is handed over once it has come, in batches as the engine makes them. Returns when it polls. */
    static Debezium start(Table table, Path offsets, LongConsumer arrived) throws IOException {
        CompletableFuture<Void> polling = new CompletableFuture<>();
        DebeziumEngine<?> engine = DebeziumEngine.create(Connect.class)
                .using(settings(table, offsets))
                .using(whenPolling(polling))
                .using((success, message, error) -> {
                    if (!success) {
                        polling.completeExceptionally(new IOException("Debezium ended: " + message, error));
                    }
                })
                .notifying((records, committer) -> {
                    for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
                        number(record.value(), table.number()).ifPresent(arrived);
                        committer.markProcessed(record);
                    }
                    committer.markBatchFinished();
                })
                .build();
        Debezium started = new Debezium(engine, inThread("debezium", engine));
        started.await(polling);
        return started;
    }

    private static DebeziumEngine.ConnectorCallback whenPolling(CompletableFuture<Void> polling) {
        return new DebeziumEngine.ConnectorCallback() {
            @Override
            public void pollingStarted() {
                polling.complete(null);
            }
        };
    }

    private static CompletableFuture<Void> inThread(String name, Runnable work) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                        ended.complete(null);
                    } catch (RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private void await(CompletableFuture<Void> polling) throws IOException {
        try {
            polling.orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            close();
            throw new IOException("Debezium does not start", e.getCause());
        }
    }

    private static Properties settings(Table table, Path offsets) {
        Properties settings = new Properties();
        settings.setProperty("name", NAME);
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.setProperty(
                "offset.storage.file.filename", offsets.toAbsolutePath().toString());
        settings.setProperty("database.hostname", "127.0.0.1");
        settings.setProperty("database.port", Integer.toString(table.server().port()));
        settings.setProperty("database.user", table.server().superuser());
        settings.setProperty("database.password", table.server().superuserPassword());
        settings.setProperty("database.dbname", table.database());
        settings.setProperty("topic.prefix", NAME);
        settings.setProperty("slot.name", NAME);
        settings.setProperty("table.include.list", "public." + table.name());
        settings.setProperty("message.key.columns", "public." + table.name() + ":" + table.number());
        settings.setProperty("publication.autocreate.mode", "filtered");
        // PostgreSQL's own decoding; and nothing that was there before.
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("snapshot.mode", "no_data");
        return settings;
    }

    /** The number of an inserted row; other records have none. */
    static OptionalLong number(SourceRecord record, String column) {
        Object value = record.value();
        if (!(value instanceof Struct change) || change.schema().field("after") == null) {
            return OptionalLong.empty();
        }
        Struct after = change.getStruct("after");
        return after == null ? OptionalLong.empty() : OptionalLong.of(after.getInt64(column));
    }

    /** Ends it, so that it would go on where it ended. What does not end in time is left to the end of this process. */
    @Override
    public void close() throws IOException {
        try {
            CompletableFuture.allOf(inThread("debezium-close", this::stop), running)
                    .orTimeout(END.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("Debezium does not end", e.getCause());
        }
    }

    private void stop() {
        try {
            engine.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
