// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a write about subjects must hold before it reads or writes anything.
 *
 * @param domains the identity domains the keys were made for; a group that would move their controllers waits until the write has ended. Read
 *     the controllers again inside the work, and start anew if one has another domain
 * @param identifiers the keys of the recipient, of every key version that is live; they need not be known yet
 * @param subjects subjects that are named by their id (a link, a merge)
 */
public record CaptureScope(
        TenantId tenant, Set<UUID> domains, SortedSet<IdentifierKey> identifiers, Set<SubjectId> subjects) {

    /** Keeps copies. */
    public CaptureScope {
        domains = Set.copyOf(domains);
        identifiers = new TreeSet<>(identifiers);
        subjects = Set.copyOf(subjects);
    }

    /** The scope of a recipient's identifiers. */
    public static CaptureScope of(TenantId tenant, UUID domain, Collection<IdentifierKey> identifiers) {
        return of(tenant, Set.of(domain), identifiers);
    }

    /** The scope of identifiers in several registers. */
    public static CaptureScope of(TenantId tenant, Set<UUID> domains, Collection<IdentifierKey> identifiers) {
        return new CaptureScope(tenant, domains, new TreeSet<>(identifiers), Set.of());
    }

    /** The scope of subjects that are already known. */
    public static CaptureScope ofSubjects(TenantId tenant, Collection<SubjectId> subjects) {
        return new CaptureScope(tenant, Set.of(), new TreeSet<>(), Set.copyOf(subjects));
    }

    /** The same scope with these subjects besides. */
    public CaptureScope withSubjects(Collection<SubjectId> named) {
        return new CaptureScope(tenant, domains, identifiers, Set.copyOf(named));
    }
}
