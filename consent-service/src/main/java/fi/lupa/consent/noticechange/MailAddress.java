// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.subject.HeldIdentifier;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.identifier.IdentifierKey;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a person is told.
 *
 * @param ref which of the subject's identifiers it is
 * @param keys of it, under every version of the masters
 */
record MailAddress(int ref, List<IdentifierKey> keys) {

    /** Keeps a copy. */
    MailAddress {
        keys = List.copyOf(keys);
    }

    /** The e-mail address with which one of the permissions was given, else any that the vault has; of several the oldest. */
    static Optional<MailAddress> of(OpenSubject subject, List<Cell> concerned) {
        Set<Integer> given = concerned.stream()
                .map(Cell::identifier)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return subject.identifiers().stream()
                .filter(held -> held.type() == IdentifierType.EMAIL && held.valued())
                .map(HeldIdentifier::ref)
                .min(Comparator.<Integer, Boolean>comparing(ref -> !given.contains(ref))
                        .thenComparing(Comparator.naturalOrder()))
                .map(ref -> new MailAddress(ref, keys(subject, ref)));
    }

    private static List<IdentifierKey> keys(OpenSubject subject, int ref) {
        return subject.identifiers().stream()
                .filter(held -> held.ref() == ref)
                .map(HeldIdentifier::key)
                .toList();
    }
}
