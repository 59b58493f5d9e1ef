// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long recipients may take. */
@ConfigMapping(prefix = "consent.telling")
interface TellingConfig {

    /** Within what time a recipient has to acknowledge what it was told; after that it is on the overdue list. */
    @WithDefault("P7D")
    Duration acknowledgeWithin();
}
