// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** What the last pass over all logs came to. Written by one thread, read by all. */
@Singleton
final class RecheckStatus {

    private final Counter entries;
    private final Counter passes;
    private volatile List<Finding> findings = List.of();

    RecheckStatus(MeterRegistry registry) {
        entries = registry.counter("lupa.recheck.entries");
        passes = registry.counter("lupa.recheck.passes");
        Gauge.builder("lupa.recheck.findings", this, s -> s.findings().size()).register(registry);
    }

    /** Returns the first finding of each log that has one. */
    List<Finding> findings() {
        return findings;
    }

    long passes() {
        return (long) passes.count();
    }

    void read(int more) {
        entries.increment(more);
    }

    void completed(List<Finding> found) {
        findings = List.copyOf(found);
        passes.increment();
    }
}
