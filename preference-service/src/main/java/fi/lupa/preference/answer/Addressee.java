// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import java.util.List;
import java.util.UUID;

/**
 * An identifier with all it is known by in one identity domain, worked out once for an answer.
 *
 * @param innerHash as {@link IdentifierKeys#innerHash} makes it
 * @param keys under every live master, the current one first
 */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record Addressee(NormalisedIdentifier identifier, byte[] innerHash, List<IdentifierKey> keys) {

    static Addressee of(NormalisedIdentifier identifier, UUID domain, IdentifierKeys keys) {
        byte[] innerHash = IdentifierKeys.innerHash(identifier);
        return new Addressee(identifier, innerHash, keys.live(domain, identifier.type(), innerHash));
    }

    @Override
    public String toString() {
        return "Addressee[…]";
    }
}
