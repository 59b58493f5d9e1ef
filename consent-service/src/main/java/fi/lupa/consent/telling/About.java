// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

/** What a recipient is told. */
enum About {
    ERASURE,
    RESTRICTION,
    RESTRICTION_LIFTED,
    RECTIFICATION,
    WITHDRAWAL,
    OBJECTION,
    /** A person in a call wanted recording and training of it ended. */
    CALL_STOPPED
}
