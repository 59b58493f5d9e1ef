// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts checks by how they ended, and their lines. */
@Singleton
final class AudienceMetrics {

    private final MeterRegistry registry;

    AudienceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(CheckEnd end, long lines) {
        registry.counter("lupa.audience.checks", "end", end.name()).increment();
        registry.counter("lupa.audience.lines").increment((double) lines);
    }
}
