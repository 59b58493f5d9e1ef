// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of forms in browsers, for each process. */
@ConfigMapping(prefix = "consent.forms")
interface FormConfig {

    /** How many submissions a minute one token may have. */
    @WithDefault("600")
    int perMinute();
}
