// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What became of a contact. */
enum ContactOutcome {
    SENT,
    CALLED,
    NOT_REACHED,
    STOP,
    HARD_BOUNCE,
    COMPLAINT;

    /** Whether nobody is to be contacted there again. */
    boolean prohibits() {
        return this == STOP || this == HARD_BOUNCE || this == COMPLAINT;
    }
}
