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
        for (CheckEnd end : CheckEnd.values()) {
            ended(end, 0, 0);
        }
    }

    void ended(CheckEnd end, long lines) {
        ended(end, 1, lines);
    }

    private void ended(CheckEnd end, int checks, long lines) {
        registry.counter("lupa.audience.checks", "end", end.name()).increment(checks);
        registry.counter("lupa.audience.lines").increment((double) lines);
    }
}
