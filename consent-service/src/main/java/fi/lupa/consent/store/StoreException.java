// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import java.sql.SQLException;

/** A statement failed. Its message is the SQL state alone: what the server says may quote a row. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps the cause, so that {@link Transactions} can tell what may be repeated. */
    public StoreException(SQLException cause) {
        super("SQL state " + cause.getSQLState(), cause);
    }
}
