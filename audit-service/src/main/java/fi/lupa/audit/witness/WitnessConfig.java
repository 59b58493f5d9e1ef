// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who witnesses the logs. Without a policy nobody does, and the published policy says so. */
@ConfigMapping(prefix = "lupa.audit.witnesses")
interface WitnessConfig {

    /**
     * File with witnesses, groups and quorum as c2sp.org/tlog-policy writes them, each witness with the address under which it takes
     * checkpoints; without {@code log} lines, because the logs are this service's own.
     */
    Optional<Path> policy();

    /** How often each witness is shown the logs that have grown. */
    @WithDefault("PT1S")
    Duration interval();

    /** How long a witness may take to answer. */
    @WithDefault("PT5S")
    Duration limit();

    /** How long a witness that was away or refused is left alone. */
    @WithDefault("PT10S")
    Duration pauseAfterFailure();

    /** A log whose growth has no quorum for longer than this is counted as unwitnessed; so long an extract waits for one. */
    @WithDefault("PT30S")
    Duration expectedWithin();
}
