// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.InclusionText;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proves what is in a log, and that a log only grew, to callers who may see it. */
@Singleton
final class LogProofs {

    private static final String PLACE = """
            SELECT e.idx, c.size, c.note FROM entry AS e
            LEFT JOIN LATERAL (%s) AS c (size, note) ON true
            WHERE e.tenant = ? AND e.event_id = ? AND e.year = ? AND e.concerns <@ ?""".formatted(PublishedCheckpoint.NEWEST);

    private final PublishedLogs logs;
    private final TenantReads reads;
    private final TileCache tiles;

    LogProofs(PublishedLogs logs, TenantReads reads, TileCache tiles) {
        this.logs = logs;
        this.reads = reads;
        this.tiles = tiles;
    }

    /** Proves that an event is under the newest checkpoint; an event that the caller may not see is one that does not exist. */
    InclusionText inclusion(Caller caller, String name, UUID event) {
        PublishedLog log = own(caller, name);
        Place place = place(caller, log, event).orElseThrow(PublishedLogs::notFound);
        PublishedCheckpoint newest = place.newest()
                .filter(checkpoint -> checkpoint.size() > place.index())
                .orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        TiledTree tree = new TiledTree(newest.size(), tiles.of(log));
        return new InclusionText(place.index(), tree.inclusionProof(place.index()), newest.signedNote());
    }

    /** Proves that the tree of one size is the beginning of that under a checkpoint: of the size given, or the newest. */
    ConsistencyText consistency(Caller caller, String name, long from, @Nullable Long to) {
        PublishedLog log = own(caller, name);
        PublishedCheckpoint checkpoint = PublishedCheckpoint.between(
                        reads, log, to == null ? 0 : to, to == null ? Long.MAX_VALUE : to)
                .orElseThrow(PublishedLogs::notFound);
        if (from > checkpoint.size()) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "from", "after to");
        }
        TiledTree tree = new TiledTree(checkpoint.size(), tiles.of(log));
        return new ConsistencyText(from, tree.consistencyProof(from), checkpoint.signedNote());
    }

    private PublishedLog own(Caller caller, String name) {
        PublishedLog log = logs.named(name);
        if (!log.tenant().equals(caller.tenant())) {
            throw PublishedLogs.notFound();
        }
        return log;
    }

    private Optional<Place> place(Caller caller, PublishedLog log, UUID event) {
        return reads.once(
                log.tenant(),
                PLACE,
                statement -> {
                    PublishedCheckpoint.set(statement, 2, log, 0, Long.MAX_VALUE);
                    statement.setObject(6, log.tenant().value());
                    statement.setObject(7, event);
                    statement.setInt(8, log.year());
                    statement.setArray(
                            9,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", caller.controllers().toArray()));
                },
                LogProofs::place);
    }

    private static Optional<Place> place(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        String note = row.getString(3);
        Optional<PublishedCheckpoint> newest =
                note == null ? Optional.empty() : Optional.of(new PublishedCheckpoint(row.getLong(2), note));
        return Optional.of(new Place(row.getLong(1), newest));
    }

    /** Where an entry is, and the newest checkpoint there is now. */
    private record Place(long index, Optional<PublishedCheckpoint> newest) {}
}
