// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

/** Why a value is not taken as an identifier. */
public enum IdentifierRefusal {
    /** It is no identifier of its type. */
    INVALID,
    /** It is or contains a Finnish personal identity code (GDPR 5(1)(c) and 87; Data Protection Act, section 29). */
    PERSONAL_IDENTITY_CODE
}
