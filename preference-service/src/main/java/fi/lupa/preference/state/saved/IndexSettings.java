// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** Where the index is saved for the next start, and how often. */
@ConfigMapping(prefix = "lupa.index")
public interface IndexSettings {

    /** A directory of this process alone, with room for twice the index: about 250 bytes a person. */
    @WithDefault("${lupa.records.directory}/index")
    Path directory();

    /** How often it is saved, if anything has changed; a start reads from the topics what came since. Zero: never, and none is used. */
    @WithName("save-every")
    @WithDefault("PT15M")
    Duration saveEvery();
}
