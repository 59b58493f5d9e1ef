// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.Tile;
import fi.lupa.audit.merkle.TileEdge;
import fi.lupa.audit.merkle.TileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Reads one log again, in memory of one chunk, and finds the first thing that is not as it was logged. */
final class LogRecheck {

    static final int CHUNK = 32 * TileId.FULL;

    private static final String TILE =
            "SELECT hashes, root FROM tile" + " WHERE tenant = ? AND year = ? AND level = ? AND n = ?";
    private static final String BEYOND = """
            SELECT (SELECT min(idx) FROM entry WHERE tenant = ? AND year = ? AND idx >= ?
              AND NOT EXISTS (SELECT FROM head WHERE tenant = entry.tenant AND year = entry.year AND size > idx)) AS entry,
              t.level, t.n
            FROM (VALUES (?::uuid, ?::integer)) AS l (tenant, year)
            LEFT JOIN LATERAL (SELECT level, n FROM tile WHERE tenant = l.tenant AND year = l.year
              AND (n + 1) * 256::numeric ^ (level + 1)
                > (SELECT coalesce(max(size), 0) FROM head WHERE tenant = l.tenant AND year = l.year)
              ORDER BY level, n LIMIT 1) AS t ON true""";

    private final Connection connection;
    private final RecheckedLog log;
    private final StoredRoots roots;
    private final ListedEntries listed;
    private final QuickLook look;

    LogRecheck(Connection connection, RecheckedLog log, CheckpointNotes notes, RandomGenerator random) {
        this.connection = connection;
        this.log = log;
        this.roots = new StoredRoots(log, notes);
        this.listed = new ListedEntries(random);
        this.look = new QuickLook(listed);
    }

    /** Returns the first finding; {@code afterChunk} is run after each chunk with the number of entries read. */
    Optional<Finding> run(Pace afterChunk) throws SQLException {
        TileEdge edge = TileEdge.EMPTY;
        long size = log.head().size();
        while (edge.size() < size) {
            long stop = Math.min(edge.size() + CHUNK, size);
            QuickLook.Seen seen = look.read(connection, log, edge.size(), stop);
            Optional<Finding> found = lines(seen, edge.size(), stop);
            if (found.isPresent()) {
                return found;
            }
            TileEdge.Grown grown = edge.append(seen.hashes());
            found = content(grown, seen.hashes());
            if (found.isPresent()) {
                // Whoever moved an entry may have left the lists as they were: these name it exactly.
                return or(missing(edge.size(), stop), found);
            }
            edge = grown.edge();
            afterChunk.after(seen.hashes().size());
        }
        return end(afterChunk);
    }

    private Optional<Finding> end(Pace afterPage) throws SQLException {
        boolean agree = listsAgree(afterPage);
        Optional<Finding> found = agree ? Optional.empty() : missing(afterPage);
        found = or(found, or(named(roots.doubt()), signedFor()));
        if (found.isPresent()) {
            return found;
        }
        found = beyond();
        return agree ? found : or(found, surplus());
    }

    private static Optional<Finding> or(Optional<Finding> first, Optional<Finding> second) {
        return first.isPresent() ? first : second;
    }

    private Optional<Finding> signedFor() {
        Root signed = log.signed();
        long size = log.head().size();
        return signed == null || signed.size() <= size
                ? Optional.empty()
                : finding("entry " + size + " is missing, and all up to " + (signed.size() - 1)
                        + " that were signed for");
    }

    private Optional<Finding> content(TileEdge.Grown grown, List<byte[]> hashes) throws SQLException {
        Optional<Finding> found = tiles(grown.full());
        found = found.isPresent() ? found : named(roots.grow(connection, hashes));
        long until = grown.edge().size();
        return found.isPresent() ? found : named(OutsideWitness.gone(connection, log, until - hashes.size(), until));
    }

    /** Looks closely at what the quick look was not sure of. */
    private Optional<Finding> lines(QuickLook.Seen seen, long from, long until) throws SQLException {
        for (long index : seen.doubtful()) {
            StoredEntry entry =
                    StoredEntry.read(connection, log, index, index + 1).get(0);
            if (!entry.hashIsOfLine()) {
                return finding("entry " + index + " is not what its hash says");
            }
            if (!entry.columnsAreOfLine()) {
                return finding("entry " + index + " is filed as something else than it is");
            }
            listed.add(entry);
        }
        long end = from + seen.hashes().size();
        return end == until ? Optional.empty() : finding("entry " + end + " is missing");
    }

    /** Holds the lists against the entries, as sums. */
    private boolean listsAgree(Pace afterPage) throws SQLException {
        boolean agree = true;
        for (Surplus list : Surplus.values()) {
            agree &= new ListCheck(connection, log, list, listed.empty()).isOf(listed.of(list), afterPage);
        }
        return agree;
    }

    /** Looks for each entry in the lists. */
    private Optional<Finding> missing(Pace afterChunk) throws SQLException {
        Optional<Finding> found = Optional.empty();
        long size = log.head().size();
        for (long from = 0; from < size && found.isEmpty(); from += CHUNK) {
            found = missing(from, Math.min(from + CHUNK, size));
            afterChunk.after(0);
        }
        return found;
    }

    private Optional<Finding> missing(long from, long until) throws SQLException {
        OptionalLong missing =
                FiledEntries.firstMissing(connection, log, StoredEntry.read(connection, log, from, until));
        return missing.isPresent()
                ? finding("entry " + missing.getAsLong() + " is not in the lists by which it is found")
                : Optional.empty();
    }

    private Optional<Finding> tiles(List<Tile> computed) throws SQLException {
        for (Tile tile : computed) {
            try (PreparedStatement statement = log.prepare(connection, TILE)) {
                statement.setInt(3, tile.id().level());
                statement.setLong(4, tile.id().index());
                try (ResultSet row = statement.executeQuery()) {
                    Optional<Finding> found =
                            row.next() ? difference(tile, row.getBytes(1), row.getBytes(2)) : missing(tile.id());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> missing(TileId id) {
        return finding("tile " + id.path() + " is missing");
    }

    private Optional<Finding> difference(Tile computed, byte[] stored, byte[] root) {
        int at = Arrays.mismatch(computed.bytes(), stored);
        if (at >= 0) {
            long place = computed.id().index() * TileId.FULL + at / (stored.length / TileId.FULL);
            return finding(
                    computed.id().level() == 0
                            ? "entry " + place + " and tile " + computed.id().path() + " differ"
                            : "hash " + place + " of level " + computed.id().level() + " is not what is under it");
        }
        return Arrays.equals(root, computed.root())
                ? Optional.empty()
                : finding("the root of tile " + computed.id().path() + " is not its own");
    }

    private Optional<Finding> beyond() throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, BEYOND)) {
            statement.setLong(3, log.head().size());
            statement.setObject(4, log.tenant());
            statement.setInt(5, log.year());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String entry = row.getString("entry");
                if (entry != null) {
                    return finding("entry " + entry + " is beyond the newest head");
                }
                TileId tile = TileId.full(row.getInt("level"), row.getLong("n"));
                return row.wasNull() ? Optional.empty() : finding("tile " + tile.path() + " is beyond the newest head");
            }
        }
    }

    private Optional<Finding> surplus() throws SQLException {
        for (Surplus list : Surplus.values()) {
            Optional<String> found = list.find(connection, log, listed.of(list).rows());
            if (found.isPresent()) {
                return named(found);
            }
        }
        return finding("the lists by which entries are found hold others than its entries");
    }

    private Optional<Finding> named(Optional<String> found) {
        return found.map(what -> new Finding(log.name(), what));
    }

    private Optional<Finding> finding(String what) {
        return Optional.of(new Finding(log.name(), what));
    }

    /** Told after each chunk; may rest, may end the pass by an exception. */
    @FunctionalInterface
    interface Pace {

        void after(int entries);
    }
}
