// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

/** Why a fact's disclosures cannot be given. */
enum Missing {
    /** The person was erased. */
    ERASED,
    /** Destroyed because their time was over, or because they were never confirmed. */
    RETENTION,
    /** There is no such fact of the token's tenant and controllers here. */
    UNKNOWN,
    /** They are there and do not open: the row or its key was damaged. */
    UNREADABLE
}
