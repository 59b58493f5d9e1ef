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

    /** How long to rest after each 8,192 entries, so that ingestion is not slowed down. */
    @WithDefault("PT0.02S")
    Duration pause();
}
