// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of tracing. */
@ConfigMapping(prefix = "lupa.tracing")
public interface TracingConfig {

    /** Where spans are sent, as OTLP over HTTP in protobuf: the whole URL, usually ending in {@code /v1/traces}. Without it nothing is traced. */
    Optional<URI> endpoint();

    /** The share of requests that are traced, from 0 to 1; a caller who sends a {@code traceparent} has decided already. */
    @WithDefault("0.01")
    double ratio();
}
