// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.id.TenantId;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Takes the receipt of each check that ended, in the transaction that stores it: what is written on the connection commits with
 * it or not at all. Bound by whoever publishes decision events; while nobody is, receipts are stored and go nowhere else.
 */
public interface CheckReceipts {

    /** Records that a list was checked; the connection is the writer's, with the tenant set. */
    void record(Connection transaction, TenantId tenant, Receipt receipt) throws SQLException;
}
