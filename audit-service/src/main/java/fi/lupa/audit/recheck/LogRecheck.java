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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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
    private long withSubject;
    private long withController;

    LogRecheck(Connection connection, RecheckedLog log, CheckpointNotes notes) {
        this.connection = connection;
        this.log = log;
        this.roots = new StoredRoots(log, notes);
    }

    /** Returns the first finding; {@code afterChunk} is run after each chunk with the number of entries read. */
    Optional<Finding> run(Pace afterChunk) throws SQLException {
        TileEdge edge = TileEdge.EMPTY;
        long size = log.head().size();
        while (edge.size() < size) {
            long stop = Math.min(edge.size() + CHUNK, size);
            List<StoredEntry> entries = StoredEntry.read(connection, log, edge.size(), stop);
            TileEdge.Grown grown =
                    edge.append(entries.stream().map(StoredEntry::hash).toList());
            Optional<Finding> found = content(entries, edge.size(), stop, grown);
            found = found.isPresent() ? found : named(roots.grow(connection, entries));
            if (found.isPresent()) {
                return found;
            }
            edge = grown.edge();
            withSubject +=
                    entries.stream().filter(entry -> entry.number("n") != null).count();
            withController +=
                    entries.stream().filter(entry -> entry.number("cn") != null).count();
            afterChunk.after(entries.size());
        }
        Optional<Finding> found = named(roots.doubt());
        found = found.isPresent() ? found : signedFor();
        return found.isPresent() ? found : beyond();
    }

    private Optional<Finding> signedFor() {
        Root signed = log.signed();
        long size = log.head().size();
        return signed == null || signed.size() <= size
                ? Optional.empty()
                : finding("entry " + size + " is missing, and all up to " + (signed.size() - 1)
                        + " that were signed for");
    }

    private Optional<Finding> content(List<StoredEntry> entries, long from, long until, TileEdge.Grown grown)
            throws SQLException {
        Optional<Finding> found = lines(entries, from, until);
        found = found.isPresent() ? found : lists(entries);
        return found.isPresent() ? found : tiles(grown.full());
    }

    private Optional<Finding> lines(List<StoredEntry> entries, long from, long until) {
        long expected = from;
        for (StoredEntry entry : entries) {
            if (entry.index() != expected) {
                break;
            }
            if (!entry.hashIsOfLine()) {
                return finding("entry " + expected + " is not what its hash says");
            }
            if (!entry.columnsAreOfLine()) {
                return finding("entry " + expected + " is filed as something else than it is");
            }
            expected++;
        }
        return expected == until ? Optional.empty() : finding("entry " + expected + " is missing");
    }

    private Optional<Finding> lists(List<StoredEntry> entries) throws SQLException {
        OptionalLong missing = FiledEntries.firstMissing(connection, log, entries);
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
                return row.wasNull() ? surplus() : finding("tile " + tile.path() + " is beyond the newest head");
            }
        }
    }

    private Optional<Finding> surplus() throws SQLException {
        Map<Surplus, Long> lists = Map.of(
                Surplus.EVENTS, log.head().size(), Surplus.SUBJECTS, withSubject, Surplus.CONTROLLERS, withController);
        for (Surplus list : Surplus.values()) {
            long expected = Objects.requireNonNull(lists.get(list));
            Optional<String> found = list.find(connection, log, expected);
            if (found.isPresent()) {
                return named(found);
            }
        }
        return Optional.empty();
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
