// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.InclusionText;
import fi.lupa.audit.tiles.TilesUnreadableException;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proves what is in a log, and that a log only grew, to callers who may see it. */
@Singleton
final class LogProofs {

    private static final String PLACE = """
            SELECT s.idx FROM event_seen AS s
            JOIN entry AS e ON e.tenant = s.tenant AND e.year = s.year AND e.idx = s.idx
            WHERE s.tenant = ? AND s.event_id = ? AND s.year = ? AND e.concerns <@ ?""";

    private final PublishedLogs logs;
    private final TenantReads reads;

    LogProofs(PublishedLogs logs, TenantReads reads) {
        this.logs = logs;
        this.reads = reads;
    }

    /** Proves that an event is under the newest checkpoint; an event that the caller may not see is one that does not exist. */
    InclusionText inclusion(Caller caller, String name, UUID event) {
        PublishedLog log = own(caller, name);
        return read(log, connection -> {
            long index = place(connection, caller, log, event).orElseThrow(PublishedLogs::notFound);
            PublishedCheckpoint newest = PublishedCheckpoint.newest(connection, log)
                    .filter(checkpoint -> checkpoint.size() > index)
                    .orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
            TiledTree tree = new TiledTree(newest.size(), PublishedLogs.tiles(connection, log));
            return new InclusionText(index, tree.inclusionProof(index), newest.signedNote());
        });
    }

    /** Proves that the tree of one size is the beginning of that under a checkpoint: of the size given, or the newest. */
    ConsistencyText consistency(Caller caller, String name, long from, @Nullable Long to) {
        PublishedLog log = own(caller, name);
        return read(log, connection -> {
            Optional<PublishedCheckpoint> found = to == null
                    ? PublishedCheckpoint.newest(connection, log)
                    : PublishedCheckpoint.ofSize(connection, log, to);
            PublishedCheckpoint checkpoint = found.orElseThrow(PublishedLogs::notFound);
            if (from > checkpoint.size()) {
                throw ProblemException.at(ProblemCode.RANGE_INVALID, "from", "after to");
            }
            TiledTree tree = new TiledTree(checkpoint.size(), PublishedLogs.tiles(connection, log));
            return new ConsistencyText(from, tree.consistencyProof(from), checkpoint.signedNote());
        });
    }

    private PublishedLog own(Caller caller, String name) {
        PublishedLog log = logs.named(name);
        if (!log.tenant().equals(caller.tenant())) {
            throw PublishedLogs.notFound();
        }
        return log;
    }

    private <T> T read(PublishedLog log, TenantReads.Query<T> query) {
        return reads.read(log.tenant(), connection -> {
            try {
                return query.on(connection);
            } catch (TilesUnreadableException e) {
                throw e.failure();
            }
        });
    }

    private static Optional<Long> place(Connection connection, Caller caller, PublishedLog log, UUID event)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
            statement.setObject(1, log.tenant().value());
            statement.setObject(2, event);
            statement.setInt(3, log.year());
            statement.setArray(
                    4, connection.createArrayOf("text", caller.controllers().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}
