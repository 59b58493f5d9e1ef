// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A tailer of its own on topics of its own, so that topics can be lost without harming other tests. No projector reads these topics: what
 * PostgreSQL holds is behind them as far as a test wants it to be.
 */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class LostTopicTest {

    private final Instant stored = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String prefix = "lost-" + UUID.randomUUID();
    private final String servers = PreferenceStack.stack().kafka().bootstrapServers();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
    private final World world = World.withCatalogue();
    private final Relay relay = new Relay(servers, prefix);
    private final StopSignal stop = new StopSignal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Integer> revisionsWhenShown = new CopyOnWriteArrayList<>();
    private final LiveIndex index = new LiveIndex(meters, InstantSource.system()) {
        @Override
        void show(MemoryIndex loaded) {
            super.show(loaded);
            revisionsWhenShown.add(revision());
        }
    };
    private final TopicWatch topics = new TopicWatch(kafka, () -> prefix, stop);
    private final List<IdentifierKey> anna = List.of(world.key("anna@example.fi"));

    @Inject
    SnapshotStore snapshots;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @BeforeEach
    void createTopics() throws Exception {
        create();
    }

    @AfterEach
    void end() {
        stop.raise();
        relay.close();
        world.close();
    }

    @Test
    void readsFromTheStart_whenATopicWasLostAndCreatedAgain() throws Exception {
        // Given: some marks, so that the old position lies beyond what the new topic will hold
        startTailer();
        StateJson given = world.consented("anna@example.fi");
        relay.state(given);
        for (int i = 0; i < 10; i++) {
            relay.mark(1, World.nextXid());
        }
        Until.holds("the first revision is held", () -> revision() == 1);

        // When
        delete();
        create();
        Instant republished = Instant.now();
        relay.state(given);
        relay.state(given.withdrawn(World.nextXid()));
        relay.mark(1, World.nextXid());

        // Then
        Until.holds("the withdrawal is held", () -> revision() == 2);
        Until.holds("and vouched for", () -> !asOf().isBefore(republished.minusMillis(1)));
    }

    /** What PostgreSQL does not have yet may have been answered from memory before: after that no yes. */
    @Test
    void answersNothing_beforeAllIsReadThatTheTopicsHeld() {
        // Given
        StateJson given = world.consented("anna@example.fi");
        world.publish(given);
        Until.holds("PostgreSQL has the consent", () -> isStored(given));
        relay.state(given.withdrawn(World.nextXid()));

        // When
        startTailer();

        // Then
        Until.holds("it answers", () -> !revisionsWhenShown.isEmpty());
        assertThat(revisionsWhenShown).containsExactly(2);
    }

    @Test
    void vouchesForNothing_untilItHearsFromATopicThatWasCreatedAgain() throws Exception {
        // Given
        awaitTopics();
        storeMarks("the-one-before");

        // When
        startTailer();

        // Then
        Until.holds("it is shown", () -> !revisionsWhenShown.isEmpty());
        assertThat(index.view().orElseThrow().marks().asOf()).isEmpty();

        // When
        relay.mark(1, World.nextXid());

        // Then
        Until.holds("and vouched for", () -> !asOf().equals(Instant.EPOCH));
    }

    @Test
    void vouchesAsFarAsItWasStored_whenTheTopicIsTheSame() throws Exception {
        // Given
        awaitTopics();
        storeMarks("");

        // When
        startTailer();

        // Then
        Until.holds("it is shown", () -> !revisionsWhenShown.isEmpty());
        assertThat(asOf()).isEqualTo(stored);
    }

    @Test
    void stopsThatPartitionAndStaysClosed_whenTheBrokerDoesNotHaveTheNextRecord() throws Exception {
        // Given
        awaitTopics();
        readTo(new Part(Feed.STATES, 2), "", 1_000_000);

        // When
        Tailer tailer = startTailer();
        Until.holds("the partition is stopped", () -> tailer.stopped().equals(Set.of(new Part(Feed.STATES, 2))));
        relay.mark(1, World.nextXid());
        relay.send(Relay.STATES, 0, "any", "{}", "fi.lupa.of-another-kind.v1");

        // Then
        Until.holds("the other partitions go on", () -> ignored() == 1);
        assertThat(index.view()).isEmpty();
    }

    private Tailer startTailer() {
        Waiters waiters = new Waiters((delay, action) -> () -> {}, 1);
        TailTarget target = new TailTarget(index, waiters, new FeedMetrics(meters));
        Tailer tailer = new Tailer(writer, kafka, topics, snapshots, target, stop);
        look();
        new Thread(tailer::tail, "tailer-under-test").start();
        return tailer;
    }

    private void look() {
        if (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(prefix))) {
            new Thread(this::watch, prefix).start();
        }
    }

    private void watch() {
        try {
            topics.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int revision() {
        return index.view().stream()
                .flatMap(view -> view.find(world.tenant(), anna).stream())
                .map(StateIndex.Found::facts)
                .map(facts -> facts.revision() == null ? 0 : facts.revision())
                .findFirst()
                .orElse(0);
    }

    private Instant asOf() {
        return index.view().orElseThrow().marks().asOf().orElse(Instant.EPOCH);
    }

    private double ignored() {
        return meters.find("lupa.ingest.ignored").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void awaitTopics() {
        Until.holds("the topics are known", () -> {
            look();
            return topics.layout().isPresent();
        });
    }

    private boolean isStored(StateJson state) {
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT FROM state_current WHERE subject = '%s'"
                        .formatted(state.subject().value()))) {
            return found.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Marks of all partitions, read from topics with these ids; nothing stands for the ids that they have. */
    private void storeMarks(String topicId) throws SQLException {
        for (Part part : topics.layout().orElseThrow().parts()) {
            execute("INSERT INTO watermark (topic, partition, epoch, xid, complete_to) VALUES ('%s', %d, 1, 7, '%s')"
                    .formatted(topic(part).name(), part.partition(), stored));
            readTo(part, topicId, 0);
        }
    }

    private void readTo(Part part, String topicId, long next) throws SQLException {
        TopicLayout.Topic topic = topic(part);
        execute("INSERT INTO consumer_offset (topic, partition, topic_id, next_offset) VALUES ('%s', %d, '%s', %d)"
                .formatted(topic.name(), part.partition(), topicId.isEmpty() ? topic.id() : topicId, next));
    }

    private TopicLayout.Topic topic(Part part) {
        return topics.layout().orElseThrow().of(part.feed());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Stream<String> names() {
        return Stream.of(Feed.values()).map(feed -> feed.topic(prefix));
    }

    private void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            List<NewTopic> fresh =
                    names().map(name -> new NewTopic(name, 3, (short) 1)).toList();
            admin.createTopics(fresh).all().get();
        }
    }

    private void delete() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteTopics(names().toList()).all().get();
            Until.holds("the topics are gone", () -> names().noneMatch(name -> exists(admin, name)));
        }
    }

    private static boolean exists(Admin admin, String name) {
        try {
            return admin.listTopics().names().get().contains(name);
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
