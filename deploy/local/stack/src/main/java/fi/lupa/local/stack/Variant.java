// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

/** In what a stack differs from the plain one. */
public enum Variant {
    /** A real Keycloak with the realm of {@code deploy/keycloak} in place of the light issuer. */
    KEYCLOAK,
    /** A broker that speaks TLS only and asks for a password, as one in production does. */
    SECURED_KAFKA
}
