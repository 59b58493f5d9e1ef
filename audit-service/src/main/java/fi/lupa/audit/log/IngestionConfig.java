// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the log takes in what the topics hold. */
@ConfigMapping(prefix = "lupa.audit.ingestion")
interface IngestionConfig {

    /** Whether this process takes part at all; without, it only serves. */
    @WithDefault("true")
    boolean enabled();

    /** The most records of one transaction. */
    @WithDefault("1000")
    int maxBatchSize();

    /** How long a batch waits for its first record. */
    @WithDefault("PT0.2S")
    Duration pollTimeout();

    /** How long offsets that hold only markers may wait for their row. */
    @WithDefault("PT10S")
    Duration markerInterval();

    /** How often topics' ids and partitions are compared with what is being read. */
    @WithDefault("PT5S")
    Duration topicCheckInterval();

    /** How long to wait before trying again: for the lock, for missing topics, after a failure. */
    @WithDefault("PT1S")
    Duration retryInterval();

    /** The tenant key whose log takes what belongs to no known tenant; reserved for the operator. */
    @WithDefault("operator")
    String operatorTenant();
}
