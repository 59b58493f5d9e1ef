// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where people reach this service. */
@ConfigMapping(prefix = "lupa")
interface PublicConfig {

    /** Base of the links that go to people. */
    @WithDefault("http://127.0.0.1:8081")
    URI publicUrl();
}
