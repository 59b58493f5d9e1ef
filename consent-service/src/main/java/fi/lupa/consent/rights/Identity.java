// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

/** How far it is known that the person is who asks (GDPR 12(6)). */
public enum Identity {
    /** To stop marketing nobody has to show who they are. */
    NOT_NEEDED,
    PENDING,
    VERIFIED
}
