// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.util.UUID;

/** What the recovery needs of the vault. */
public interface RecoveryKeys {

    /** Makes a new, wrapped data key for a subject that the database has lost. */
    byte[] newWrappedKey(TenantId tenant, UUID domain, SubjectId subject);

    /** Seals the JSON array {@code identifiers} of a state. */
    byte[] seal(TenantId tenant, SubjectId subject, byte[] wrappedKey, byte[] identifiers);
}
