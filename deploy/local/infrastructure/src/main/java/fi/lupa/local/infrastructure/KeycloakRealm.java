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
 */
public record KeycloakRealm(Path distribution, Path realm, Set<String> clients) {

    /** Keeps a copy. */
    public KeycloakRealm {
        clients = Set.copyOf(clients);
    }
}
