// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of audience checks. */
@ConfigMapping(prefix = "lupa.audience")
public interface AudienceConfig {

    /** How many lists one replica answers at a time; each holds a thread. More are refused with 429. */
    @WithDefault("8")
    int concurrent();

    /** How many threads answer the lines of all lists together; 0 for as many as there are processors. */
    @WithDefault("0")
    int threads();

    /** How many lines are answered only after the last was read, for clients that send all before they read. */
    @WithDefault("20000")
    int heldLines();

    /** How many bytes of answers are held back at most, whatever the number of lines. */
    @WithDefault("8M")
    MemorySize heldBytes();

    /** The longest line that is looked at. */
    @WithDefault("64K")
    MemorySize longestLine();

    /** How long neither side may move before it is said that the client does not read. */
    @WithDefault("15S")
    Duration stall();

    /** How long the client may take for the next bytes, and for the rest of a line. */
    @WithDefault("30S")
    Duration patience();

    /** How long one check may last: for so long its catalogue stays the same. */
    @WithDefault("1H")
    Duration longest();

    /** Up to how many lines a list may be rechecked without being sent again. */
    @WithDefault("100000")
    int keptLines();

    /** How large a result may be that is kept ({@code Prefer: respond-async}). */
    @WithDefault("512M")
    MemorySize keptBytes();

    /** How long a result and the lines for a recheck are kept, and an answer is valid. */
    @WithDefault("24H")
    Duration kept();
}
