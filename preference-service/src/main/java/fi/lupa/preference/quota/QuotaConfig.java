// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** About how many different recipients a client may ask in a day. */
@ConfigMapping(prefix = "lupa.quota")
public interface QuotaConfig {

    /** So many times the contacts that the tenant knows. */
    @WithDefault("5")
    int timesKnown();

    /** But at least so many, so that a tenant can begin. */
    @WithDefault("10000")
    long least();

    /** From which part of the quota on it is said that a client comes near it. */
    @WithDefault("0.8")
    double alarmAt();

    /** How often replicas tell each other what they have counted; so long, each counts only its own. */
    @WithDefault("5S")
    Duration exchange();
}
