// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** How long a controller that leaves has for what. */
@ConfigMapping(prefix = "consent.departures")
interface DepartureConfig {

    /** How often it is looked for controllers that have left and whose time is over. */
    @WithDefault("10m")
    Duration every();

    /** From the end of the contract until no permission is taken any more; everything can be taken along meanwhile. */
    @WithDefault("P3M")
    Period openFor();

    /** From then until what is personal is destroyed. */
    @WithDefault("P30D")
    Period closedFor();

    /** From the notice until the destruction at the least, however long ago the contract ended. */
    @WithDefault("P30D")
    Duration warnFor();

    /** How long a register may take to be given in one go; the database keeps what has changed meanwhile for as long. */
    @WithDefault("PT6H")
    Duration registerWithin();

    /** How long whoever takes a register may take nothing of it before it is broken off. */
    @WithDefault("PT1M")
    Duration registerIdle();
}
