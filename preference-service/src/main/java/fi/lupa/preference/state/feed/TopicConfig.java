// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Names of the topics that all services share. */
@ConfigMapping(prefix = "lupa.kafka")
public interface TopicConfig {

    /** What every topic's name begins with. */
    @WithName("topic-prefix")
    @WithDefault("lupa")
    String topicPrefix();
}
