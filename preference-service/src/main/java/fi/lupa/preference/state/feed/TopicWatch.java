// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;

/**
 * Knows what the four topics are now, by asking the broker every second, so that a topic which was lost and created again is
 * noticed by its id. Empty until all four exist. While the broker is away the last answer stands.
 */
@ApplicationScoped
class TopicWatch {

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 3_000;

    private final Map<String, Object> kafka;
    private final String prefix;
    private final StopSignal stop;
    private volatile Optional<TopicLayout> layout = Optional.empty();

    TopicWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka, TopicConfig config, StopSignal stop) {
        this.kafka = kafka;
        this.prefix = config.topicPrefix();
        this.stop = stop;
    }

    Optional<TopicLayout> layout() {
        return layout;
    }

    /** Watches until the process ends. */
    void watch() throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            while (!stop.isRaised()) {
                look(admin);
                stop.pause(INTERVAL);
            }
        }
    }

    private void look(Admin admin) throws InterruptedException {
        List<String> names =
                Arrays.stream(Feed.values()).map(feed -> feed.topic(prefix)).toList();
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(names).allTopicNames().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            take(layoutOf(found));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(
                    "Topics are not there yet, or the broker does not answer: %s",
                    e.getClass().getSimpleName());
        }
    }

    private void take(TopicLayout found) {
        if (!Optional.of(found).equals(layout)) {
            LOG.infof("Topics found: %s", found.topics().values());
            layout = Optional.of(found);
        }
    }

    private TopicLayout layoutOf(Map<String, TopicDescription> found) {
        Map<Feed, TopicLayout.Topic> topics = new EnumMap<>(Feed.class);
        for (Feed feed : Feed.values()) {
            TopicDescription topic = Objects.requireNonNull(found.get(feed.topic(prefix)));
            topics.put(
                    feed,
                    new TopicLayout.Topic(
                            topic.name(),
                            topic.topicId().toString(),
                            topic.partitions().size()));
        }
        return new TopicLayout(topics);
    }
}
