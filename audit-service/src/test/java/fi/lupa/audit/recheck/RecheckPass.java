// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.LogKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One pass of the recheck, for tests of other packages. */
public final class RecheckPass {

    private RecheckPass() {}

    public static List<String> findings(Connection connection, LogKeys keys) throws SQLException {
        return new Recheck(keys)
                .pass(connection, entries -> {}).stream().map(Finding::toString).toList();
    }
}
