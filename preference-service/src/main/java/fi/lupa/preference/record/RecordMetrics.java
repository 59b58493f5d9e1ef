// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Says how many records there are, how many were lost, and how long the oldest waits for PostgreSQL. */
@Singleton
class RecordMetrics {

    private final Counter shipped;
    private final Counter unreadable;
    private final InstantSource clock;
    private volatile double oldestSeconds;

    RecordMetrics(MeterRegistry registry, InstantSource clock) {
        this.shipped = registry.counter("lupa.decision.records", "result", "shipped");
        this.unreadable = registry.counter("lupa.decision.records", "result", "unreadable");
        this.clock = clock;
        registry.gauge("lupa.decision.records.waiting.seconds", this, metrics -> metrics.oldestSeconds);
    }

    void shipped(int records, int lost) {
        shipped.increment(records);
        unreadable.increment(lost);
    }

    /** Takes note of the segments that wait; their ids bear the time. */
    void waiting(List<Path> segments) {
        oldestSeconds = segments.isEmpty()
                ? 0
                : Duration.between(begun(segments.get(0)), clock.instant()).toMillis() / 1_000.0;
    }

    private static Instant begun(Path segment) {
        return Instant.ofEpochMilli(SegmentDirectory.idOf(segment).getMostSignificantBits() >>> 16);
    }
}
