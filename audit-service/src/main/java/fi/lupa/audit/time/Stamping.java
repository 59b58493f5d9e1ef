// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One round: every checkpoint that waits gets its stamp, or all wait on. */
final class Stamping {

    private final TimestampAuthority authority;
    private final Duration interval;
    private final InstantSource clock;

    Stamping(TimestampAuthority authority, Duration interval, InstantSource clock) {
        this.authority = authority;
        this.interval = interval;
        this.clock = clock;
    }

    /** Returns how many were stamped; throws {@link TimestampAuthority.NotStampedException} at the first that was not. */
    int round(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        int stamped = 0;
        for (StampTable.Waiting checkpoint :
                StampTable.waiting(connection, clock.instant().minus(interval))) {
            TimestampAuthority.Stamp stamp = authority.over(checkpoint.content());
            Instant now = fi.lupa.platform.id.Timestamps.truncate(clock.instant());
            StampTable.keep(connection, checkpoint, stamp, now);
            stamped++;
        }
        return stamped;
    }
}
