// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.index.MemoryIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

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

    private double age(InstantSource clock) {
        return index.flatMap(held -> held.marks().asOf())
                .map(asOf -> Duration.between(asOf, clock.instant()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }
}
