// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;

/** Opens the identifiers of a state, which the journal keeps under the subject's data key. */
@FunctionalInterface
public interface SealedIdentifiers {

    /**
     * Returns the JSON array {@code identifiers}.
     *
     * @throws IllegalStateException when the bytes or the key do not fit; the relay then stops rather than publish something else
     */
    byte[] open(TenantId tenant, SubjectId subject, byte[] wrappedKey, byte[] sealed);
}
