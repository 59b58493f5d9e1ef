// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a Keycloak starts with.
 *
 * @param distribution its distribution, as the zip file that Maven has
 * @param realm the realm's file; it takes the clients' secrets from the environment
 * @param clients the ids of the clients that have a secret
 * @param pages where people come back to who have signed in to the auditors' pages
 */
public record KeycloakRealm(Path distribution, Path realm, Set<String> clients, String pages) {

    /** Keeps a copy. */
    public KeycloakRealm {
        clients = Set.copyOf(clients);
    }
}
