// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.util.UUID;

/** The vault as the recovery uses it. */
record VaultKeys(Vault vault) implements RecoveryKeys {

    @Override
    public byte[] newWrappedKey(TenantId tenant, UUID domain, SubjectId subject) {
        return vault.newWrappedKey(tenant, domain, subject);
    }

    @Override
    public byte[] seal(TenantId tenant, SubjectId subject, byte[] wrappedKey, byte[] identifiers) {
        return vault.sealWith(wrappedKey, tenant, subject, identifiers, SealedUse.STATE_IDENTIFIERS);
    }
}
