// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

/** Why an identifier is on a list. */
public enum Reason {
    COMPLAINT,
    HARD_BOUNCE,
    DECEASED,
    MANUAL,
    REGISTER,
    ERASED
}
