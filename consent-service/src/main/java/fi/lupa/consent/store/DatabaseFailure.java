// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.journal.WriteRefusal;
import fi.lupa.consent.journal.WritesRefusedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells apart what went wrong in a transaction: worth repeating, a database that is away, or neither. */
enum DatabaseFailure {
    /** A deadlock, a lock that was not granted in time, a serialisation failure, an epoch that ended meanwhile. */
    REPEATABLE,
    /** No connection, a server that stops, a statement that took too long. */
    UNAVAILABLE,
    OTHER;

    private static final Set<String> REPEATABLE_STATES = Set.of("40P01", "55P03", "40001");
    private static final List<String> UNAVAILABLE_STATES = List.of("08", "53", "57", "25P03", "25P04");
    private static final int DEEPEST = 12;

    static DatabaseFailure of(Throwable failure) {
        return causes(failure)
                .map(DatabaseFailure::ofCause)
                .filter(kind -> kind != OTHER)
                .findFirst()
                .orElse(OTHER);
    }

    /** The SQL state of the failure, for the log: the server's message may quote a row. */
    static String stateIn(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
                .findFirst()
                .orElse("none");
    }

    /** The failure, what was suppressed in it (a commit hides its reason there) and its causes, outermost first. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())));
    }

    private static DatabaseFailure ofCause(Throwable cause) {
        if (cause instanceof WritesRefusedException refused) {
            return refused.reason() == WriteRefusal.EPOCH_CLOSED ? REPEATABLE : OTHER;
        }
        return cause instanceof SQLException sql ? ofState(sql.getSQLState()) : OTHER;
    }

    /** A failure without a state is the pool's: no connection in time. */
    private static DatabaseFailure ofState(@Nullable String state) {
        if (state == null) {
            return UNAVAILABLE;
        }
        if (REPEATABLE_STATES.contains(state)) {
            return REPEATABLE;
        }
        return UNAVAILABLE_STATES.stream().anyMatch(state::startsWith) ? UNAVAILABLE : OTHER;
    }
}
