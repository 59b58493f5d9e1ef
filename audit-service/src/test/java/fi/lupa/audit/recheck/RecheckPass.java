// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.log.SignedHistory;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One pass of the recheck, for tests of other packages. */
public final class RecheckPass {

    private RecheckPass() {}

    public static List<String> findings(Connection connection, LogKeys keys) throws SQLException {
        return with(keys, nothingKept -> Optional.empty()).pass(connection, entries -> {}).stream()
                .map(Finding::toString)
                .toList();
    }

    static Recheck with(LogKeys keys, SignedHistory kept) {
        return new Recheck(keys, kept, new SecureRandom());
    }
}
