// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** The topics, as all services name them. */
@ConfigMapping(prefix = "lupa.kafka")
interface KafkaSettings {

    /** What the names of all topics begin with. */
    @WithDefault("lupa")
    String topicPrefix();

    /** The partitions of each topic, fixed for its life. */
    @WithDefault("12")
    int partitions();

    /** Whether missing topics are created at start; in production an operator creates them. */
    @WithDefault("false")
    boolean createTopics();

    /** How many copies a topic that is created here has; unset means the broker's default. */
    OptionalInt replication();
}
