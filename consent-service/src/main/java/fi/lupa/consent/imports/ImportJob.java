// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.vault.SealedUse;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import that waits to be recorded.
 *
 * @param columns of a CSV file; null: NDJSON
 * @param holder whom the key of the spool is wrapped for
 * @param next the block that is recorded next
 */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record ImportJob(
        TenantId tenant,
        UUID id,
        String tenantKey,
        String controller,
        String client,
        boolean dryRun,
        @Nullable List<String> columns,
        SubjectId holder,
        byte[] wrapped,
        int blocks,
        int next) {

    /** Who sent it, with no more than it takes to record it. */
    Caller caller() {
        return new Caller(tenantKey, tenant, client, null, Set.of(controller), Set.of(Scope.CONSENT_WRITE));
    }

    /** The same with so many blocks. */
    ImportJob of(int many) {
        return new ImportJob(tenant, id, tenantKey, controller, client, dryRun, columns, holder, wrapped, many, next);
    }

    static String use(UUID job, int ordinal) {
        return SealedUse.IMPORT_BLOCK + job + ":" + ordinal;
    }
}
