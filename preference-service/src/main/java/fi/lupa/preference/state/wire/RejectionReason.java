// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

/** Why a record could not be taken in. */
public enum RejectionReason {
    /** The record has no key, or one that is not of its topic's form. */
    KEY_NOT_READABLE,
    /** There is no value. */
    VALUE_MISSING,
    /** The value is not JSON in UTF-8. */
    NOT_JSON,
    /** A member that must be there is missing or has the wrong type, or an enumeration has an unknown value. */
    SHAPE_NOT_READABLE,
    /** The value names another tenant or subject than the key. */
    KEY_DIFFERS_FROM_VALUE,
    /** The database would not store it. */
    NOT_STORABLE
}
