// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

/** What a recipient of data (GDPR 4(9)) is to the controller. */
public enum RecipientKind {
    /** Somebody outside, by the key of its entry in the catalogue. */
    PARTNER,
    /** Another controller of the tenant, by its key. */
    CONTROLLER,
    /** A processor, by the OAuth client that its mandates name. */
    PROCESSOR
}
