// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by outcome and coarse reason; a finer label would tell an operator about single persons. */
@Singleton
final class DecisionMetrics {

    private final MeterRegistry registry;
    private final Map<Label, LongAdder> counts = new ConcurrentHashMap<>();

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Label(Outcome outcome, ReasonCode reason) {}

    void count(Optional<Decision> decision) {
        Label label = decision.map(
                        known -> new Label(known.outcome(), known.reason().coarse()))
                .orElse(new Label(Outcome.DENY, ReasonCode.STATE_UNAVAILABLE));
        LongAdder known = counts.get(label);
        LongAdder count = known == null ? counts.computeIfAbsent(label, this::counted) : known;
        count.increment();
    }

    /** Has the registry read a number when it is asked: a counter of its own would look for an exemplar at each answer. */
    private LongAdder counted(Label label) {
        LongAdder count = new LongAdder();
        FunctionCounter.builder("lupa.decisions", count, LongAdder::doubleValue)
                .tags(
                        "outcome",
                        label.outcome().name(),
                        "reason",
                        label.reason().name())
                .register(registry);
        return count;
    }
}
