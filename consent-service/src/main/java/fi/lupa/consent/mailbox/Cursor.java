// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

/**
 * How far a mailbox has been read.
 *
 * @param validity of the message numbers (RFC 9051 UIDVALIDITY); another one: all numbers are new
 * @param uid of the last message that is done
 */
record Cursor(long validity, long uid) {

    static final Cursor START = new Cursor(0, 0);

    /** The number after which is read on. */
    long after(long currentValidity) {
        return validity == currentValidity ? uid : 0;
    }
}
