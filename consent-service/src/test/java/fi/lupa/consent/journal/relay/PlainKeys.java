// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.util.UUID;

/** Keys that seal nothing, as the relay of these tests opens what is not sealed. */
final class PlainKeys implements RecoveryKeys {

    @Override
    public byte[] newWrappedKey(TenantId tenant, UUID domain, SubjectId subject) {
        return new byte[] {1};
    }

    @Override
    public byte[] seal(TenantId tenant, SubjectId subject, byte[] wrappedKey, byte[] identifiers) {
        return identifiers;
    }
}
