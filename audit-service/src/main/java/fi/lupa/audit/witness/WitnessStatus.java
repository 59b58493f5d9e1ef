// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How it stands with each witness. Written by the witnesses' threads, read by all. */
@Singleton
final class WitnessStatus {

    private static final Logger LOG = Logger.getLogger(WitnessStatus.class);
    private static final String FINE = "COSIGNS";

    private final MeterRegistry registry;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    WitnessStatus(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("lupa.witness.contradicting", this, WitnessStatus::contradicting)
                .register(registry);
    }

    private long contradicting() {
        return states.values().stream()
                .filter(state -> state.startsWith("CONTRADICTS"))
                .count();
    }

    void told(String witness, Witnessing.Round round) {
        registry.counter("lupa.witness.cosigned", "witness", witness).increment(round.cosigned());
        round.failure().ifPresent(reason -> registry.counter("lupa.witness.failed", "witness", witness)
                .increment());
        String now = round.contradiction()
                .map(what -> "CONTRADICTS log " + what.log() + ": " + what.reason())
                .or(round::failure)
                .orElse(FINE);
        String before = states.put(witness, now);
        if (!now.equals(FINE) && !now.equals(before)) {
            LOG.warnf("Witness %s does not cosign: %s", witness, now);
        }
    }

    /** Returns each witness with how it stands, by name. */
    Map<String, String> states() {
        return new TreeMap<>(states);
    }
}
