// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.index.MemoryIndex;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The index that answers now, once it was loaded; and its age and size as metrics. */
@ApplicationScoped
class LiveIndex implements StateIndex {

    private static final double MILLIS = 1000.0;

    private volatile Optional<MemoryIndex> index = Optional.empty();

    LiveIndex(MeterRegistry registry, InstantSource clock) {
        Gauge.builder("lupa.projection.age", this, live -> live.age(clock))
                .baseUnit("seconds")
                .description("Time since the moment up to which the held state is complete; NaN while that is unknown")
                .strongReference(true)
                .register(registry);
        Gauge.builder("lupa.index.identifiers", this, LiveIndex::identifiers)
                .description("Identifiers that can be found in the index")
                .strongReference(true)
                .register(registry);
        bytes("hot", MemoryIndex::hotBytes, registry);
        bytes("cold", MemoryIndex::coldBytes, registry);
        FunctionCounter.builder("lupa.index.failures", this, live -> live.count(MemoryIndex::packingFailures))
                .description("Times that a state could not be packed or unpacked and was taken for unreadable")
                .register(registry);
        Gauge.builder("lupa.catalogue.doubts", this, LiveIndex::doubts)
                .description("Catalogue records that could not be read, by which answers are closed")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public Optional<StateIndex.View> view() {
        return index.map(held -> held);
    }

    void show(MemoryIndex loaded) {
        index = Optional.of(loaded);
    }

    int identifiers() {
        return index.map(MemoryIndex::identifiers).orElse(0);
    }

    int doubts() {
        return index.map(MemoryIndex::doubts).orElse(0);
    }

    private void bytes(String tier, ToLongFunction<MemoryIndex> weight, MeterRegistry registry) {
        Gauge.builder("lupa.index.bytes", this, live -> live.count(weight))
                .baseUnit("bytes")
                .tag("tier", tier)
                .description("About how much memory the index takes, by tier")
                .strongReference(true)
                .register(registry);
    }

    private long count(ToLongFunction<MemoryIndex> what) {
        return index.map(what::applyAsLong).orElse(0L);
    }

    private double age(InstantSource clock) {
        return index.flatMap(held -> held.marks().asOf())
                .map(asOf -> Duration.between(asOf, clock.instant()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }
}
