// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What this process's signer is doing. Written by the signer's thread, read by all. */
@Singleton
final class SignerStatus {

    /** A signer is in exactly one of these. */
    enum State {
        NO_KEY(true),
        SIGNING(true),
        RETRYING(true),
        REFUSING(false);

        private final boolean sound;

        State(boolean sound) {
            this.sound = sound;
        }

        boolean isSound() {
            return sound;
        }
    }

    private final Counter signed;
    private volatile State state = State.NO_KEY;
    private volatile @Nullable String reason;

    SignerStatus(MeterRegistry registry) {
        signed = registry.counter("lupa.checkpoint.signed");
        Gauge.builder("lupa.checkpoint.refusing", this, s -> s.state.isSound() ? 0 : 1)
                .register(registry);
    }

    State state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** Once it refuses, whoever made it refuse, it does so until the next start. */
    synchronized void now(State next) {
        if (state.isSound()) {
            state = next;
        }
    }

    void signed(int checkpoints) {
        signed.increment(checkpoints);
        now(State.SIGNING);
    }

    synchronized void refuse(String why) {
        reason = why;
        state = State.REFUSING;
    }
}
