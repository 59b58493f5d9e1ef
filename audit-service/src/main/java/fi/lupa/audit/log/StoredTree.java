// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

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

/**
 * Recomputes a log's tree from its leaf hashes and holds every stored tile against it, in memory of one chunk.
 *
 * <p>A log from before tiles were stored gets them here; one that has any must have all.
 */
final class StoredTree {

    private static final int CHUNK = 32 * TileId.FULL;
    private static final String PAGE =
            "SELECT idx, leaf_hash FROM entry WHERE tenant = ? AND year = ? AND idx >= ? ORDER BY idx LIMIT ?";

    private final Connection connection;
    private final LogKey key;
    private final String name;

    StoredTree(Connection connection, LogKey key, String name) {
        this.connection = connection;
        this.key = key;
        this.name = name;
    }

    /** Returns the edge that the entries give; throws when one is missing or a tile is not what they give. */
    TileEdge edge() throws SQLException {
        boolean hasTiles = countTiles() > 0;
        TileEdge edge = TileEdge.EMPTY;
        for (List<byte[]> chunk = chunk(0); !chunk.isEmpty(); chunk = chunk(edge.size())) {
            TileEdge.Grown grown = edge.append(chunk);
            keepOrCompare(grown.full(), hasTiles);
            edge = grown.edge();
        }
        if (countTiles() != tilesOf(edge.size())) {
            throw new HaltedException("log " + name + " has tiles that its entries do not give");
        }
        return edge;
    }

    /** A statement of its own for each chunk: one over a whole log could take longer than a statement may. */
    private List<byte[]> chunk(long from) throws SQLException {
        List<byte[]> hashes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            LogStore.set(statement, key);
            statement.setLong(3, from);
            statement.setInt(4, CHUNK);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(1) != from + hashes.size()) {
                        throw new HaltedException("log " + name + " lacks its entry " + (from + hashes.size()));
                    }
                    hashes.add(row.getBytes(2));
                }
            }
        }
        return hashes;
    }

    private void keepOrCompare(List<Tile> tiles, boolean hasTiles) throws SQLException {
        if (hasTiles) {
            for (Tile tile : tiles) {
                compare(tile);
            }
        } else {
            List<TileRow> rows =
                    tiles.stream().map(tile -> new TileRow(key, tile)).toList();
            IngestTables.TILE.into(connection, rows);
        }
    }

    private void compare(Tile tile) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT hashes, root FROM tile WHERE tenant = ? AND year = ? AND level = ? AND n = ?")) {
            LogStore.set(statement, key);
            statement.setInt(3, tile.id().level());
            statement.setLong(4, tile.id().index());
            try (ResultSet row = statement.executeQuery()) {
                boolean same = row.next()
                        && Arrays.equals(row.getBytes(1), tile.bytes())
                        && Arrays.equals(row.getBytes(2), tile.root());
                if (!same) {
                    throw new HaltedException(
                            "tile " + tile.id().path() + " of log " + name + " is not what its entries give");
                }
            }
        }
    }

    private long countTiles() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM tile WHERE tenant = ? AND year = ?")) {
            LogStore.set(statement, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long tilesOf(long size) {
        long tiles = 0;
        for (int level = 1; TileId.hashesOf(level, size) > 0; level++) {
            tiles += TileId.hashesOf(level, size);
        }
        return tiles;
    }
}
