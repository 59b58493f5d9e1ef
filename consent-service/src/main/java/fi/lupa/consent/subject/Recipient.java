// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.platform.identifier.IdentifierKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The addressee of a request: identifiers of one identity domain, in the order they were sent. */
public record Recipient(UUID domain, List<RecipientIdentifier> identifiers) {

    /** Keeps a copy. */
    public Recipient {
        identifiers = List.copyOf(identifiers);
    }

    /** The same without the identifiers of organisations. */
    public Recipient ofPersons() {
        return only(identifier -> !identifier.type().ofOrganisation());
    }

    /** The same with the identifiers of organisations alone. */
    public Recipient ofOrganisations() {
        return only(identifier -> identifier.type().ofOrganisation());
    }

    private Recipient only(Predicate<RecipientIdentifier> wanted) {
        return new Recipient(domain, identifiers.stream().filter(wanted).toList());
    }

    /** The keys by which any of the identifiers may be on record. */
    public Set<IdentifierKey> keys() {
        return identifiers.stream()
                .flatMap(identifier -> identifier.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
