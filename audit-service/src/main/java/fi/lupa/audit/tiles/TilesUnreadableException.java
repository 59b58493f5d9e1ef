// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.tiles;

import java.sql.SQLException;

/** The database failed while tiles were read. */
public final class TilesUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final SQLException failure;

    TilesUnreadableException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    /** Returns the database's own exception. */
    public SQLException failure() {
        return failure;
    }
}
