// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Who expressed or entered the choice. */
public enum Actor {
    SUBJECT,
    GUARDIAN,
    REPRESENTATIVE,
    STAFF,
    SYSTEM
}
