// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.platform.identifier.IdentifierKey;
import java.util.List;

/**
 * One identifier of a request's recipient.
 *
 * @param given the value as the client sent it; empty when it came as a hash
 * @param keys under every live master, the current one first
 */
public record RecipientIdentifier(IdentifierType type, String given, List<IdentifierKey> keys) {

    /** Keeps a copy. */
    public RecipientIdentifier {
        keys = List.copyOf(keys);
    }

    /** The key under the current master. */
    public IdentifierKey current() {
        return keys.get(0);
    }

    @Override
    public String toString() {
        return type + "[…]";
    }
}
