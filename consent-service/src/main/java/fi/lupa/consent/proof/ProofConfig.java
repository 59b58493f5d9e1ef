// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;

/** How long sealed proof is kept, and for how long it can be read once it was opened. */
@ConfigMapping(prefix = "consent.sealed-proof")
interface ProofConfig {

    /** From the erasure until it is destroyed, where the controller has no policy of its own. */
    @WithDefault("P3Y")
    Period keptFor();

    /** From the second person's release until it has to be asked for anew. */
    @WithDefault("PT24H")
    Duration readableFor();
}
