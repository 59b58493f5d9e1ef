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
import org.jspecify.annotations.Nullable;

/**
 * What a write about subjects must hold before it reads or writes anything.
 *
 * @param domain the identity domain the keys were made for; a group that would move its controllers waits until the write has ended. Read
 *     the controller again inside the work, and start anew if it has another domain
 * @param identifiers the keys of the recipient, of every key version that is live; they need not be known yet
 * @param subjects subjects that are named by their id (a link, a merge)
 */
public record CaptureScope(
        TenantId tenant, @Nullable UUID domain, SortedSet<IdentifierKey> identifiers, Set<SubjectId> subjects) {

    /** Keeps copies. */
    public CaptureScope {
        identifiers = new TreeSet<>(identifiers);
        subjects = Set.copyOf(subjects);
    }

    /** The scope of a recipient's identifiers. */
    public static CaptureScope of(TenantId tenant, UUID domain, Collection<IdentifierKey> identifiers) {
        return new CaptureScope(tenant, domain, new TreeSet<>(identifiers), Set.of());
    }

    /** The scope of subjects that are already known. */
    public static CaptureScope ofSubjects(TenantId tenant, Collection<SubjectId> subjects) {
        return new CaptureScope(tenant, null, new TreeSet<>(), Set.copyOf(subjects));
    }

    /** The same scope with these subjects besides. */
    public CaptureScope withSubjects(Collection<SubjectId> named) {
        return new CaptureScope(tenant, domain, identifiers, Set.copyOf(named));
    }
}
