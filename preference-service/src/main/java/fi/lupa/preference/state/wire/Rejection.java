// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.key.Digests;
import java.util.Optional;

/**
 * Why a record was not taken, and enough to find it again; nothing of what it says.
 *
 * @param tenant whose it is, where the key says so
 */
@SuppressWarnings("ArrayRecordComponent") // A digest on its way into a column; never compared.
public record Rejection(Optional<TenantId> tenant, RejectionReason reason, int size, byte[] sha256) {

    static Rejection of(Optional<TenantId> tenant, RejectionReason reason, byte[] value) {
        return new Rejection(tenant, reason, value.length, Digests.sha256(value));
    }
}
