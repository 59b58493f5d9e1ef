// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What a person said to one question. */
public enum Choice {
    GIVEN,
    REFUSED,
    WITHDRAWN,
    NOT_ANSWERED;

    /** Whether it is a no. */
    boolean prohibits() {
        return this == REFUSED || this == WITHDRAWN;
    }
}
