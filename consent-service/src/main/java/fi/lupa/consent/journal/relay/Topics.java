// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics as the broker has them, compared with how they must be. */
final class Topics implements AutoCloseable {

    /** Where a partition begins and ends, on the topic of this id. */
    record Extent(String topicId, long begin, long end) {}

    private static final int ANSWER_MILLIS = 5_000;

    private final Admin admin;
    private final TopicDefinitions definitions;

    Topics(BrokerClients broker, TopicDefinitions definitions) {
        this.admin = Admin.create(broker.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "lupa-relay",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500)));
        this.definitions = definitions;
    }

    /** Creates what is missing; for development, tests and the local stack. */
    void create(TopicCreation creation) {
        for (TopicDefinition topic : definitions.all()) {
            try {
                get(admin.createTopics(
                                List.of(new NewTopic(topic.name(), Optional.of(topic.partitions()), creation.copies())
                                        .configs(topic.config())))
                        .all());
            } catch (RelayFailure e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** What is wrong with the topics, in words for an operator; empty when all is as it must be. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        definitions.all().forEach(topic -> {
            try {
                faults.addAll(faults(topic));
            } catch (RelayFailure e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                faults.add("topic " + topic.name() + " is missing");
            }
        });
        return faults;
    }

    /** The id of each topic that the relay writes. */
    Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        get(admin.describeTopics(definitions.written()).allTopicNames())
                .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        return ids;
    }

    /** The extents of all partitions that the relay writes. */
    Map<TopicPartition, Extent> extents() {
        Map<String, String> ids = ids();
        Map<TopicPartition, OffsetSpec> begin = new HashMap<>();
        Map<TopicPartition, OffsetSpec> end = new HashMap<>();
        for (String topic : definitions.written()) {
            for (int partition = 0; partition < definitions.partitions(); partition++) {
                begin.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
                end.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                get(admin.listOffsets(begin).all());
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(end).all());
        if (!ids.equals(ids())) {
            throw new RelayFailure("a topic was replaced while its offsets were read");
        }
        Map<TopicPartition, Extent> extents = new HashMap<>();
        begins.forEach((partition, first) -> extents.put(
                partition,
                new Extent(
                        required(ids.get(partition.topic())),
                        first.offset(),
                        required(ends.get(partition)).offset())));
        return extents;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private List<String> faults(TopicDefinition topic) {
        List<String> faults = new ArrayList<>();
        TopicDescription found = required(
                get(admin.describeTopics(List.of(topic.name())).allTopicNames()).get(topic.name()));
        if (found.partitions().size() != topic.partitions()) {
            faults.add("topic " + topic.name() + " has " + found.partitions().size() + " partitions, not "
                    + topic.partitions());
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config =
                required(get(admin.describeConfigs(List.of(resource)).all()).get(resource));
        topic.config().forEach((name, wanted) -> {
            ConfigEntry entry = config.get(name);
            if (entry == null || !wanted.equals(entry.value())) {
                faults.add("topic " + topic.name() + " needs " + name + "=" + wanted);
            }
        });
        return faults;
    }

    private static <T> T required(@Nullable T answer) {
        if (answer == null) {
            throw new RelayFailure("the broker's answer is not complete");
        }
        return answer;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER_MILLIS * 2L, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw RelayFailure.of(e);
        } catch (TimeoutException e) {
            throw new RelayFailure("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayFailure("interrupted", e);
        }
    }
}
