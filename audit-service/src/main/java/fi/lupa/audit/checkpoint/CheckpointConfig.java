// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How checkpoints are signed. Without a key nothing is; with one, origin and memory must be set too. */
@ConfigMapping(prefix = "lupa.audit.checkpoints")
interface CheckpointConfig {

    /** File with the private key, Ed25519 in PEM, as {@code openssl genpkey -algorithm ed25519} makes it. */
    Optional<Path> key();

    /** File with the key before this one: while it is set, both sign and both are listed. */
    Optional<Path> previousKey();

    /** What stands before a log's name in its origin: an address of this service without scheme, ending in {@code /log}. */
    Optional<String> origin();

    /** Directory outside the database where the last checkpoint of each log is kept, against a database restored from a backup. */
    Optional<Path> memory();

    /** How often logs that have grown are signed. */
    @WithDefault("PT1S")
    Duration interval();
}
