// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts the submissions of each token in the running minute, in this process. Nothing about who submits is kept. */
@ApplicationScoped
class FormGate {

    private static final int MINUTE = 60;

    private final FormConfig config;
    private final InstantSource clock;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long minute;

    FormGate(FormConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Throws TOO_MANY_REQUESTS once the token's minute is full. */
    synchronized void enter(String token) {
        Instant now = clock.instant();
        long running = now.getEpochSecond() / MINUTE;
        if (running != minute) {
            minute = running;
            counts.clear();
        }
        if (counts.merge(token.hashCode(), 1, Integer::sum) > config.perMinute()) {
            throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS);
        }
    }
}
