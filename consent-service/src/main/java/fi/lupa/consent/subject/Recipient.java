// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.platform.identifier.IdentifierKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The addressee of a request: identifiers of one identity domain, in the order they were sent. */
public record Recipient(UUID domain, List<RecipientIdentifier> identifiers) {

    /** Keeps a copy. */
    public Recipient {
        identifiers = List.copyOf(identifiers);
    }

    /** The keys by which any of the identifiers may be on record. */
    public Set<IdentifierKey> keys() {
        return identifiers.stream()
                .flatMap(identifier -> identifier.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
