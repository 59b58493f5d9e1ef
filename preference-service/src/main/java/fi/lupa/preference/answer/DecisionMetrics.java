// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts answers by outcome and coarse reason; a finer label would tell an operator about single persons. */
@Singleton
final class DecisionMetrics {

    private final MeterRegistry registry;
    private final Map<Label, Counter> counters = new ConcurrentHashMap<>();

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Label(Outcome outcome, ReasonCode reason) {}

    void count(Optional<Decision> decision) {
        Label label = decision.map(
                        known -> new Label(known.outcome(), known.reason().coarse()))
                .orElse(new Label(Outcome.DENY, ReasonCode.STATE_UNAVAILABLE));
        counters.computeIfAbsent(label, this::counter).increment();
    }

    private Counter counter(Label label) {
        return registry.counter(
                "lupa.decisions",
                "outcome",
                label.outcome().name(),
                "reason",
                label.reason().name());
    }
}
