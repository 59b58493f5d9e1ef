// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** Shows {@link RelayStatus} as metrics; labels are topic names only. */
@Singleton
class RelayMetrics implements MeterBinder {

    private static final double MILLIS = 1000.0;

    private final RelayStatus status;
    private final TopicDefinitions topics;

    RelayMetrics(RelayStatus status, TopicDefinitions topics) {
        this.status = status;
        this.topics = topics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "lupa.journal.horizon.age.seconds",
                        status,
                        s -> s.horizonAge().toMillis() / MILLIS)
                .description(
                        "Age of the oldest transaction that holds the journal's horizon, and with it the watermark")
                .register(registry);
        Gauge.builder("lupa.relay.lag.rows", status, RelayStatus::lagRows)
                .description("Committed journal rows not yet published, at most 10000 are counted")
                .register(registry);
        Gauge.builder("lupa.relay.lag.seconds", status, s -> s.lagAge().toMillis() / MILLIS)
                .description("Age of the oldest committed journal row not yet published")
                .register(registry);
        Gauge.builder("lupa.relay.active", status, s -> s.phase() == RelayStatus.Phase.PUBLISHING ? 1 : 0)
                .description("1 in the instance that publishes")
                .register(registry);
        topics.written().forEach(topic -> FunctionCounter.builder(
                        "lupa.relay.published", status, s -> s.published().getOrDefault(topic, 0L))
                .tag("topic", topic)
                .description("Records acknowledged by the broker")
                .register(registry));
    }
}
