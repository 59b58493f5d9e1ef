// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.UuidV7Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database and real topics for one test: one server of each for all tests of this process, a database and a prefix for each kit. */
public final class LogKit implements AutoCloseable {

    static final String PASSWORD = "for-this-test-run-only";
    static final UUID OPERATOR = TenantId.ofKey("operator").value();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger KITS = new AtomicInteger();
    private static final Path DIRECTORY = newDirectory();
    private static final PostgresServer POSTGRES = PostgresServer.start(DIRECTORY.resolve("postgres"), 0);
    private static @Nullable KafkaBroker broker;

    private final String name;
    private final IngestionStatus status = new IngestionStatus();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IngestionMeters meters = new IngestionMeters(registry, status);
    private @Nullable KafkaProducer<String, byte[]> producer;

    private LogKit(String name) {
        this.name = name;
    }

    /** Makes and migrates an empty database. */
    public static LogKit withDatabase() {
        LogKit kit = withoutTables();
        kit.migrate();
        return kit;
    }

    /** Makes a database that has its roles and nothing else, as before the migration of a first installation. */
    static LogKit withoutTables() {
        LogKit kit = new LogKit("audit" + KITS.incrementAndGet());
        POSTGRES.createDatabase(kit.name);
        POSTGRES.runScript(kit.name, bootstrap());
        return kit;
    }

    void migrate() {
        flyway("latest").migrate();
    }

    /** What migrates up to a version. */
    Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(POSTGRES.jdbcUrl(name), "lupa_audit_migrator", PASSWORD)
                .initSql("SET ROLE lupa_audit_owner")
                .target(target)
                .load();
    }

    /** Makes the database and topics of one partition each. */
    static LogKit withTopics() {
        LogKit kit = withDatabase();
        kit.createTopics();
        return kit;
    }

    void createTopics() {
        for (Feed feed : List.of(Feed.FACTS, Feed.CATALOGUE)) {
            broker().createTopic(feed.topic(name), 1, Map.of());
        }
    }

    /** Copies the database as it is now, as a backup would; nobody may be connected. */
    public LogKit copy() throws SQLException {
        LogKit copy = new LogKit("audit" + KITS.incrementAndGet());
        column("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
        await(() -> others() == 0);
        try (Connection connection = POSTGRES.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + copy.name + " TEMPLATE " + name);
        }
        POSTGRES.runScript(copy.name, bootstrap());
        return copy;
    }

    /** Sessions end a while after they were told to. */
    private long others() {
        try (Connection connection = POSTGRES.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name + "'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String bootstrap() {
        try {
            return Files.readString(Path.of("src/main/database/bootstrap.sql"))
                    .replaceAll("\\$\\{lupa_audit_\\w+\\.password}", PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized KafkaBroker broker() {
        if (broker == null) {
            broker = KafkaBroker.start(DIRECTORY.resolve("kafka"), 0);
        }
        return broker;
    }

    String topic(Feed feed) {
        return feed.topic(name);
    }

    IngestionStatus status() {
        return status;
    }

    double gauge(String meter) {
        return registry.get(meter).gauges().stream().mapToDouble(g -> g.value()).sum();
    }

    public DataSource as(String role) {
        return as(
                POSTGRES.jdbcUrl(name),
                role,
                role.equals(POSTGRES.superuser()) ? POSTGRES.superuserPassword() : PASSWORD);
    }

    static DataSource as(String url, String role, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role);
        source.setPassword(password);
        return source;
    }

    public DataSource writer() {
        return as("lupa_audit_writer");
    }

    public DataSource superuser() {
        return as(POSTGRES.superuser());
    }

    BatchWriter.Origin origin() {
        return origins().with(OPERATOR);
    }

    Sequencer sequencer(DataSource database, int maxBatchSize) {
        return sequencer(database, maxBatchSize, connection -> Optional.empty());
    }

    /** One that goes on from what was signed. */
    Sequencer sequencer(DataSource database, int maxBatchSize, SignedHistory signed) {
        Sequencer.Settings settings = new Sequencer.Settings(new Config(maxBatchSize), () -> name, signed);
        return new Sequencer(settings, kafka(broker().bootstrapServers()), database, status, meters, origins());
    }

    /** The thread as the service runs it. */
    SequencerThread thread() {
        return new SequencerThread(sequencer(writer(), 7), status, new Config(7));
    }

    private static Map<String, Object> kafka(String bootstrapServers) {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Makes a sequencer for a process of its own. */
    static Sequencer sequencer(DataSource database, String kafka, String prefix) {
        IngestionStatus own = new IngestionStatus();
        Sequencer.Settings settings =
                new Sequencer.Settings(new Config(7), () -> prefix, connection -> Optional.empty());
        IngestionMeters meters = new IngestionMeters(new SimpleMeterRegistry(), own);
        return new Sequencer(settings, kafka(kafka), database, own, meters, origins());
    }

    static PostgresServer postgres() {
        return POSTGRES;
    }

    String name() {
        return name;
    }

    /** Lets a new sequencer ingest until the query answers the number, or fails after a while. */
    void ingestUntil(String sql, long expected) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        sequencer(writer(), 7).attempt(() -> {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not reached: " + sql + " = " + expected);
            }
            return number(sql) != expected;
        });
    }

    /** True for a minute: an attempt that should end by itself and does not fails instead of hanging. */
    static BooleanSupplier forAMinute() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        return () -> System.nanoTime() < end;
    }

    /** Something that comes to hold. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws SQLException;
    }

    /** Waits until it holds; only what never comes takes so long. */
    static void await(Condition condition) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    void send(Feed feed, Facts.Message message) {
        send(topic(feed), message.key(), message.headers(), message.value());
    }

    void send(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((header, text) -> record.headers().add(header, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer().send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker().bootstrapServers(), "linger.ms", "0"),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    public long number(String sql) {
        return Long.parseLong(column(sql).get(0));
    }

    public List<String> column(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }

    private static Origins origins() {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        return new Origins(clock, new UuidV7Source(clock, random), random);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "log-kit").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Config(int maxBatchSize) implements IngestionConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration pollTimeout() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration markerInterval() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration topicCheckInterval() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration retryInterval() {
            return Duration.ofMillis(100);
        }

        @Override
        public String operatorTenant() {
            return "operator";
        }
    }
}
