// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.architecture;

import jakarta.ws.rs.Path;
import java.sql.Connection;

/** Breaks a rule on purpose: a resource with a query. It has no method of a verb, so it answers nothing. */
@Path("/on-purpose/statement")
final class StatementInAResource {

    static boolean isClosed(Connection connection) throws java.sql.SQLException {
        return connection.isClosed();
    }
}
