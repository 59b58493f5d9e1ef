// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.TenantId;

/** Whose records belong together: what one client asked for one controller and purpose of a tenant. */
public record Series(TenantId tenant, String client, String controller, String purpose) {

    /** The key of its events, so that they stay in order. */
    String key() {
        return tenant.value() + ":" + client + ":" + controller + ":" + purpose;
    }
}
