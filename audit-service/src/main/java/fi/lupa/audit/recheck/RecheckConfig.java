// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the logs are read again. */
@ConfigMapping(prefix = "lupa.audit.recheck")
interface RecheckConfig {

    /** Whether this process does it at all. */
    @WithDefault("true")
    boolean enabled();

    /** How long after the start the first pass begins. */
    @WithDefault("PT1M")
    Duration delay();

    /** How long to rest between two passes over all logs. */
    @WithDefault("PT10M")
    Duration interval();

    /** How much of its time a pass may work, above 0 and at most 1; it rests in between, so that ingestion and readers are not slowed down. */
    @WithDefault("0.25")
    double share();
}
