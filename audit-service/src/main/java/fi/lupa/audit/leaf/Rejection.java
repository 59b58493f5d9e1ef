// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** Why a record could not become an entry of its own. The list is open for readers. */
public enum Rejection {
    VALUE_MISSING,
    VALUE_TOO_LARGE,
    NOT_JSON,
    NOT_AN_OBJECT,
    NOT_A_NUMBER_OF_RFC_8785,
    TEXT_NOT_UNICODE,
    TYPE_MISSING,
    TYPE_NOT_SUPPORTED,
    ID_INVALID,
    TENANT_INVALID,
    SUBJECT_INVALID,
    TIME_INVALID,
    REVISION_INVALID,
    NAME_INVALID,
    DIGESTS_INVALID,
    ENVELOPE_CONTRADICTS,
    KEY_CONTRADICTS
}
