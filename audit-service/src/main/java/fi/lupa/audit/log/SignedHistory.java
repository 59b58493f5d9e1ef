// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What outsiders were given of the logs: nothing may be added to a database that has another history. */
@FunctionalInterface
public interface SignedHistory {

    /** Says how the database contradicts what was signed for; empty when it goes on from there. Leaves no transaction open. */
    Optional<String> contradictedBy(Connection connection) throws SQLException;
}
