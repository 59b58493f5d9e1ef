// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** Where and how decision records are kept until PostgreSQL has them. */
@ConfigMapping(prefix = "lupa.records")
public interface RecordSettings {

    /** A directory of this process alone that outlives it: what a stopped process left there is shipped by the next one. */
    Path directory();

    /** After how long a segment is shipped; one event for each series of it goes to the log. */
    @WithName("segment-period")
    @WithDefault("PT60S")
    Duration segmentPeriod();

    /** After how many records a segment is shipped before its time. A segment being shipped is held in memory. */
    @WithName("segment-records")
    @WithDefault("25000")
    int segmentRecords();

    /** How much of the newest records a crash may lose. */
    @WithDefault("PT0.2S")
    Duration force();
}
