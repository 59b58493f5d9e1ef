// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.audit.tiles.TilesUnreadableException;
import fi.lupa.audit.witness.Quorums;
import fi.lupa.audit.witness.Witnesses;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What of a log is for everyone who has its name: checkpoints, and tiles as far as the newest checkpoint reaches.
 *
 * <p>What no checkpoint vouches for yet is not shown, so that what was once served stays true.
 */
@Singleton
final class PublishedLogs {

    private static final Pattern NAME = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}|_ingest-\\d{4}");
    private static final String ENTRIES =
            "SELECT leaf FROM entry WHERE tenant = ? AND year = ? AND idx >= ? AND idx < ? ORDER BY idx";

    private final TenantReads reads;
    private final Witnesses witnesses;
    private final Map<String, PublishedLog> known = new ConcurrentHashMap<>();

    PublishedLogs(TenantReads reads, Witnesses witnesses) {
        this.reads = reads;
        this.witnesses = witnesses;
    }

    /** Returns the log of that name; NOT_FOUND if there is none. */
    PublishedLog named(String name) {
        PublishedLog log = known.get(name);
        if (log == null) {
            Optional<PublishedLog> found = NAME.matcher(name).matches() ? reads.logNamed(name) : Optional.empty();
            log = found.orElseThrow(PublishedLogs::notFound);
            known.put(name, log);
        }
        return log;
    }

    /** Returns the newest checkpoint; NOT_FOUND before the first. */
    PublishedCheckpoint checkpoint(PublishedLog log) {
        return newest(log).orElseThrow(PublishedLogs::notFound);
    }

    /** Returns the newest checkpoint, if there is one yet. */
    Optional<PublishedCheckpoint> newest(PublishedLog log) {
        return PublishedCheckpoint.between(reads, log, 0, Long.MAX_VALUE);
    }

    /** Returns the newest checkpoint that a quorum of witnesses has cosigned; NOT_FOUND while there is none. */
    PublishedCheckpoint witnessed(PublishedLog log) {
        return reads.read(log.tenant(), connection -> {
                    OptionalLong size =
                            Quorums.newest(connection, log.tenant().value(), log.year(), 0, witnesses.policy());
                    return size.isEmpty()
                            ? Optional.<PublishedCheckpoint>empty()
                            : PublishedCheckpoint.ofSize(connection, log, size.getAsLong());
                })
                .orElseThrow(PublishedLogs::notFound);
    }

    byte[] tile(PublishedLog log, TileId tile) {
        return read(log, tile, connection -> tiles(connection, log).tile(tile).bytes());
    }

    /** Returns the entries of a tile of leaf hashes, each after its length. */
    byte[] entries(PublishedLog log, TileId tile) {
        return read(log, tile, connection -> bundle(connection, log, tile));
    }

    private byte[] read(PublishedLog log, TileId tile, TenantReads.Query<byte[]> query) {
        return reads.read(log.tenant(), connection -> {
            Optional<PublishedCheckpoint> newest = PublishedCheckpoint.newest(connection, log);
            if (newest.isEmpty() || !tile.isWithin(newest.get().size())) {
                throw notFound();
            }
            try {
                return query.on(connection);
            } catch (TilesUnreadableException e) {
                throw e.failure();
            }
        });
    }

    private static byte[] bundle(Connection connection, PublishedLog log, TileId tile) throws SQLException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setObject(1, log.tenant().value());
            statement.setInt(2, log.year());
            statement.setLong(3, tile.index() * TileId.FULL);
            statement.setLong(4, tile.index() * TileId.FULL + tile.width());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byte[] leaf = row.getBytes(1);
                    bundle.write(leaf.length >>> 8);
                    bundle.write(leaf.length);
                    bundle.writeBytes(leaf);
                }
            }
        }
        return bundle.toByteArray();
    }

    static StoredTiles tiles(Connection connection, PublishedLog log) {
        return new StoredTiles(connection, log.tenant().value(), log.year());
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND);
    }
}
