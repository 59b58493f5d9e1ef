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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one log again, in memory of one chunk, and finds the first thing that is not as it was logged. */
final class LogRecheck {

    static final int CHUNK = 32 * TileId.FULL;

    private static final String TILE =
            "SELECT hashes, root FROM tile" + " WHERE tenant = ? AND year = ? AND level = ? AND n = ?";
    private static final String BEYOND = "SELECT min(idx) FROM entry WHERE tenant = ? AND year = ? AND idx >= ?"
            + " AND NOT EXISTS (SELECT FROM head WHERE tenant = entry.tenant AND year = entry.year AND size > idx)";
    private static final String HEADS =
            "SELECT size, root FROM head" + " WHERE tenant = ? AND year = ? AND size > ? AND size <= ? ORDER BY size";

    private final Connection connection;
    private final RecheckedLog log;

    LogRecheck(Connection connection, RecheckedLog log) {
        this.connection = connection;
        this.log = log;
    }

    /** Returns the first finding; {@code afterChunk} is run after each chunk with the number of entries read. */
    Optional<Finding> run(Pace afterChunk) throws SQLException {
        Root whole = log.head();
        Root signed = log.signed();
        TileEdge edge = TileEdge.EMPTY;
        while (edge.size() < whole.size()) {
            long next = Math.min(edge.size() + CHUNK, whole.size());
            long stop = signed != null && edge.size() < signed.size() ? Math.min(next, signed.size()) : next;
            List<StoredEntry> entries = StoredEntry.read(connection, log, edge.size(), stop);
            TileEdge.Grown grown =
                    edge.append(entries.stream().map(StoredEntry::hash).toList());
            Optional<Finding> found = content(entries, edge.size(), stop, grown);
            found = found.isPresent() ? found : root(edge, grown.edge(), signed);
            found = found.isPresent() ? found : root(edge, grown.edge(), whole);
            if (found.isPresent()) {
                return found;
            }
            edge = grown.edge();
            afterChunk.after(entries.size());
        }
        return beyond();
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

    private Optional<Finding> root(TileEdge before, TileEdge edge, @Nullable Root given) throws SQLException {
        if (given == null || given.size() != edge.size() || Arrays.equals(edge.root(), given.hash())) {
            return Optional.empty();
        }
        return finding(narrowed(before, given));
    }

    /** Between the last head that the entries give and the first that they do not is what was changed. */
    private String narrowed(TileEdge before, Root given) throws SQLException {
        TileEdge edge = before;
        for (Root head : heads(before.size(), given.size())) {
            List<StoredEntry> entries = StoredEntry.read(connection, log, edge.size(), head.size());
            TileEdge next = edge.append(entries.stream().map(StoredEntry::hash).toList())
                    .edge();
            if (!Arrays.equals(next.root(), head.hash())) {
                return between(Math.max(edge.size(), inFullTiles(head)), head.size() - 1);
            }
            edge = next;
        }
        return "the entries do not give the root of " + given.size() + " that was signed or stored";
    }

    /** Entries whose full tiles were compared already are not what is wrong. */
    private static long inFullTiles(Root head) {
        return head.size() - head.size() % TileId.FULL;
    }

    private static String between(long first, long last) {
        return (first == last ? "entry " + first : "one of the entries " + first + " to " + last)
                + " is not the one that was logged";
    }

    private List<Root> heads(long after, long until) throws SQLException {
        List<Root> heads = new ArrayList<>();
        try (PreparedStatement statement = log.prepare(connection, HEADS)) {
            statement.setLong(3, after);
            statement.setLong(4, until);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    heads.add(new Root(row.getLong(1), row.getBytes(2)));
                }
            }
        }
        return heads;
    }

    private Optional<Finding> beyond() throws SQLException {
        try (PreparedStatement statement = log.prepare(connection, BEYOND)) {
            statement.setLong(3, log.head().size());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? Optional.empty() : finding("entry " + first + " is beyond the newest head");
            }
        }
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
