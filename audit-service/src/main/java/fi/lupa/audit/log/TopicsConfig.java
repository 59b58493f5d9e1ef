// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the topics are called. */
@ConfigMapping(prefix = "lupa.kafka")
interface TopicsConfig {

    /** What comes before each topic's name and its point. */
    @WithDefault("lupa")
    String topicPrefix();
}
