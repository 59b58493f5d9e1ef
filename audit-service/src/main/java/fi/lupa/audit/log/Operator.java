// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.platform.id.TenantId;
import jakarta.inject.Singleton;

/** Knows which tenant is the operator itself: it has the log of what belongs to nobody, and mirrors of all logs. */
@Singleton
public final class Operator {

    private final TenantId tenant;

    Operator(IngestionConfig config) {
        this.tenant = TenantId.ofKey(config.operatorTenant());
    }

    /** Says whether this tenant is the operator. */
    public boolean is(TenantId other) {
        return tenant.equals(other);
    }
}
