// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.token;

import fi.lupa.platform.id.TenantId;

/** The journal position of a change: a question that carries it must be answered from a state at least as new. */
public record RevisionToken(TenantId tenant, int epoch, long xid) {

    public RevisionToken {
        if (epoch < 0 || xid < 0) {
            throw new IllegalArgumentException("epoch and xid are not negative");
        }
    }
}
