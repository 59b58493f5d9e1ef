// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Shows extracts as they are now. */
@Singleton
final class ExtractViews {

    private final ExtractConfig config;
    private final InstantSource clock;

    ExtractViews(ExtractConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    ExtractView of(ExtractCase found) {
        return ExtractView.of(found, clock.instant(), config.availableFor());
    }
}
