// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Whom an identifier belongs to, as a controller has described it. */
public enum ContactKind {
    CONSUMER,
    WORK_NAMED,
    ROLE_ADDRESS,
    SOLE_TRADER,
    UNKNOWN
}
