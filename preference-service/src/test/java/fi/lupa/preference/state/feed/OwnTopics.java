// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.Until;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics of a test's own, so that they can be lost without harming other tests. No projector reads them: what PostgreSQL holds is behind them as
 * far as a test wants it to be.
 */
final class OwnTopics implements AutoCloseable {

    private static final int PARTITIONS = 3;

    private final String prefix = "own-" + UUID.randomUUID();
    private final String servers = PreferenceStack.stack().kafka().bootstrapServers();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
    private final Relay relay = new Relay(servers, prefix);
    private final javax.sql.DataSource writer;

    OwnTopics(javax.sql.DataSource writer) {
        this.writer = writer;
    }

    Map<String, Object> kafka() {
        return kafka;
    }

    String prefix() {
        return prefix;
    }

    Relay relay() {
        return relay;
    }

    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            List<NewTopic> fresh = names().map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(fresh).all().get();
        }
    }

    void delete() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteTopics(names().toList()).all().get();
            Until.holds("the topics are gone", () -> names().noneMatch(name -> exists(admin, name)));
        }
    }

    /** Deletes what stands before the end of every partition of the feed; the ends stay where they are. */
    void deleteRecords(Feed feed) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, RecordsToDelete> all = Stream.iterate(0, partition -> partition + 1)
                    .limit(PARTITIONS)
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(feed.topic(prefix), partition),
                            partition -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        }
    }

    /** Stores marks of all partitions, read from topics with these ids; nothing stands for the ids that they have. */
    void storeMarks(TopicLayout layout, String topicId, Instant completeTo) throws SQLException {
        for (Part part : layout.parts()) {
            execute("INSERT INTO watermark (topic, partition, epoch, xid, complete_to) VALUES ('%s', %d, 1, 7, '%s')"
                    .formatted(layout.of(part.feed()).name(), part.partition(), completeTo));
            storePosition(layout, part, topicId, 0);
        }
    }

    /** Stores how far a partition was read. */
    void storePosition(TopicLayout layout, Part part, String topicId, long next) throws SQLException {
        TopicLayout.Topic topic = layout.of(part.feed());
        execute(("INSERT INTO consumer_offset (topic, partition, topic_id, next_offset) VALUES ('%s', %d, '%s', %d)"
                        + " ON CONFLICT (topic, partition) DO UPDATE"
                        + " SET (topic_id, next_offset) = (EXCLUDED.topic_id, EXCLUDED.next_offset)")
                .formatted(topic.name(), part.partition(), topicId.isEmpty() ? topic.id() : topicId, next));
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

    @Override
    public void close() {
        relay.close();
    }
}
