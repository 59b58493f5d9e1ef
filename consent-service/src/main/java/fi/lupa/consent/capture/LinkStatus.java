// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What a confirmation link is good for. */
enum LinkStatus {
    /** It waits for its button. */
    OPEN,
    /** The button has just been pressed. */
    CONFIRMED,
    /** It was confirmed before, and what it confirmed still stands. */
    ALREADY_CONFIRMED,
    /** Its time has passed, or the person has said something else since. */
    OVER,
    /** It is no link of ours. */
    UNKNOWN
}
