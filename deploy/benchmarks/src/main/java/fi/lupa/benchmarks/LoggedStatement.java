// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * One statement as PostgreSQL's log tells it.
 *
 * @param sql its text on one line, with {@code $1} for the first parameter
 * @param parameters their values as text; nothing for NULL
 * @param isFollowing whether it went out in one round trip with the one before it: consent-service divides what it sends together by a line break,
 *     which the log shows at the beginning of each but the first
 */
record LoggedStatement(String sql, List<Optional<String>> parameters, boolean isFollowing) {

    boolean begins() {
        return sql.equals("BEGIN");
    }

    boolean commits() {
        return sql.equals("COMMIT");
    }
}
