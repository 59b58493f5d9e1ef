// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Set;

/**
 * Somebody outside to whom data may be disclosed.
 *
 * @param clients by which OAuth clients the partner is told of erasures and acknowledges them
 */
public record Partner(String key, Set<String> clients) {

    /** Keeps a copy. */
    public Partner {
        clients = Set.copyOf(clients);
    }
}
