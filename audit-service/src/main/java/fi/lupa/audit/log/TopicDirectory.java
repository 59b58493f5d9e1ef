// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Feed;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker which topics there are, by identity: a topic made anew under an old name is another topic. */
final class TopicDirectory implements AutoCloseable {

    private static final long ANSWER_SECONDS = 5;

    private final Admin admin;
    private final Map<String, Feed> feeds;

    TopicDirectory(Map<String, Object> client, String prefix) {
        this.admin = Admin.create(client);
        this.feeds = Arrays.stream(Feed.values())
                .collect(Collectors.toUnmodifiableMap(feed -> feed.topic(prefix), Function.identity()));
    }

    TopicPartitions now() {
        Map<String, TopicPartitions.Topic> found = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(feeds.keySet()).topicNameValues();
        asked.forEach((name, answer) -> describe(answer).ifPresent(topic -> found.put(name, topic(name, topic))));
        return new TopicPartitions(found);
    }

    private TopicPartitions.Topic topic(String name, TopicDescription topic) {
        return new TopicPartitions.Topic(
                Objects.requireNonNull(feeds.get(name)),
                topic.topicId().toString(),
                topic.partitions().size());
    }

    private static Optional<TopicDescription> describe(KafkaFuture<TopicDescription> asked) {
        try {
            return Optional.of(asked.get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException("the broker does not describe its topics", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
