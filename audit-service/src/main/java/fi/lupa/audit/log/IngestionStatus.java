// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What this process's sequencer is doing. Written by the sequencer's thread, read by all. */
@Singleton
final class IngestionStatus {

    /** A sequencer is in exactly one of these. */
    enum State {
        OFF(true),
        STARTING(true),
        STANDING_BY(true),
        WAITING_FOR_TOPICS(true),
        INGESTING(true),
        RETRYING(true),
        HALTED(false);

        private final boolean sound;

        State(boolean sound) {
            this.sound = sound;
        }

        boolean isSound() {
            return sound;
        }
    }

    private volatile Accounts accounts = new Accounts();
    private volatile State state = State.STARTING;
    private volatile @Nullable String reason;

    /** Returns the accounts of this process's newest run. */
    Accounts accounts() {
        return accounts;
    }

    /** Begins the accounts again from the first batch, as a new run does. */
    Accounts freshAccounts() {
        accounts = new Accounts();
        return accounts;
    }

    State state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }

    void now(State state) {
        this.state = state;
    }

    void halt(String why) {
        reason = why;
        state = State.HALTED;
    }
}
