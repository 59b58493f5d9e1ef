// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** How old a person is said to be; no birth date is kept. */
public enum AgeBand {
    UNDER_13,
    FROM_13_TO_17,
    ADULT,
    UNKNOWN
}
