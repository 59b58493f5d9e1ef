// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What became of a contact. */
enum ContactOutcome {
    SENT,
    CALLED,
    NOT_REACHED,
    STOP,
    HARD_BOUNCE,
    COMPLAINT
}
