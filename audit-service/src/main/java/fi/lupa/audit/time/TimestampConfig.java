// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which authority stamps checkpoints with the time. Without an address nothing is stamped. */
@ConfigMapping(prefix = "lupa.audit.timestamps")
interface TimestampConfig {

    /** Address of the time stamping authority (RFC 3161 over HTTP). */
    Optional<URI> url();

    /** File with the authority's certificate, or of who issued it, in PEM: no other's stamps are taken. */
    Optional<Path> certificates();

    /** How often each log that has grown is stamped; checkpoints that extracts end at are stamped at once. */
    @WithDefault("PT1H")
    Duration interval();

    /** How often is looked for what there is to stamp. */
    @WithDefault("PT5S")
    Duration pause();
}
