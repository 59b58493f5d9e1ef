// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

/** The parts of the local infrastructure. */
public enum Part {
    /** The database server. */
    POSTGRES,
    /** The broker. */
    KAFKA,
    /** The OIDC issuer. */
    ISSUER,
    /** The mail catcher. */
    MAIL
}
