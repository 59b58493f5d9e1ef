// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** What a record says once it is recorded. */
public enum RecordState {
    PENDING_CONFIRMATION,
    GIVEN,
    REFUSED,
    WITHDRAWN,
    NOT_ANSWERED,
    NOT_DEMONSTRABLE,
    EXPIRED
}
