// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tailer of its own on topics of its own, so that topics can be lost without harming other tests. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class LostTopicTest {

    private final String prefix = "lost-" + UUID.randomUUID();
    private final String servers = PreferenceStack.stack().kafka().bootstrapServers();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
    private final World world = World.withCatalogue();
    private final Relay relay = new Relay(servers, prefix);
    private final StopSignal stop = new StopSignal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveIndex index = new LiveIndex(meters, InstantSource.system());
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

    @Test
    void stopsThatPartitionAndStaysClosed_whenTheBrokerDoesNotHaveTheNextRecord() throws Exception {
        // Given
        Until.holds("the topics are known", () -> {
            look();
            return topics.layout().isPresent();
        });
        readTo("permission-states", 2, 1_000_000);
        StateJson given = world.consented("anna@example.fi");

        // When
        Tailer tailer = startTailer();
        Until.holds("the partition is stopped", () -> tailer.stopped().equals(Set.of(new Part(Feed.STATES, 2))));
        relay.mark(1, World.nextXid());
        relay.send(Relay.STATES, 0, given.key(), given.json(), "fi.lupa.permission-state.v1");

        // Then
        Until.holds("the other partitions go on", () -> revision() == 1);
        assertThat(index.view().orElseThrow().marks().asOf()).isEmpty();
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

    private void readTo(String stem, int partition, long next) throws SQLException {
        TopicLayout.Topic topic = topics.layout().orElseThrow().of(Feed.STATES);
        assertThat(topic.name()).contains(stem);
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO consumer_offset (topic, partition, topic_id, next_offset) VALUES ('%s', %d, '%s', %d)"
                            .formatted(topic.name(), partition, topic.id(), next));
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
