// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Settings of the cache of verified tokens. */
@ConfigMapping(prefix = "lupa.caller.token-cache")
public interface TokenCacheConfig {

    /** How many verified tokens are remembered at most; 0 verifies every call. */
    @WithName("max-size")
    @WithDefault("10000")
    long maxSize();

    /** How long a verified token is believed at most; a token's own end comes first. At most PT60S is sensible. */
    @WithName("max-age")
    @WithDefault("PT60S")
    Duration maxAge();
}
