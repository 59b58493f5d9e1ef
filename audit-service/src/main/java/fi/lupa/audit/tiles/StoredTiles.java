// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.tiles;

import fi.lupa.audit.merkle.Tile;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.merkle.TileSource;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads the tiles of one log over one connection, which stays the caller's. */
public final class StoredTiles implements TileSource {

    private static final int HASH = 32;
    private static final String FULL = "SELECT hashes FROM tile WHERE tenant = ? AND year = ? AND level = ? AND n = ?";
    private static final String OF_LEAVES = "SELECT leaf_hash FROM entry"
            + " WHERE tenant = ? AND year = ? AND ? = 0 AND idx >= ? AND idx < ? ORDER BY idx";
    private static final String OF_ROOTS =
            "SELECT root FROM tile" + " WHERE tenant = ? AND year = ? AND level = ? AND n >= ? AND n < ? ORDER BY n";

    private final Connection connection;
    private final UUID tenant;
    private final int year;

    /** Reads the log of that tenant and year. */
    public StoredTiles(Connection connection, UUID tenant, int year) {
        this.connection = connection;
        this.tenant = tenant;
        this.year = year;
    }

    /**
     * Returns the tile.
     *
     * @throws TilesMissingException if the log does not have it
     * @throws TilesUnreadableException if the database fails
     */
    @Override
    public Tile tile(TileId id) {
        try {
            byte[] bytes = id.isFull() ? full(id) : partial(id);
            if (bytes.length != id.width() * HASH) {
                throw new TilesMissingException(id);
            }
            return new Tile(id, bytes);
        } catch (SQLException e) {
            throw new TilesUnreadableException(e);
        }
    }

    private byte[] full(TileId id) throws SQLException {
        try (PreparedStatement statement = statement(FULL, id.level())) {
            statement.setLong(4, id.index());
            return concatenated(statement);
        }
    }

    private byte[] partial(TileId id) throws SQLException {
        String sql = id.level() == 0 ? OF_LEAVES : OF_ROOTS;
        long first = id.index() * TileId.FULL;
        try (PreparedStatement statement = statement(sql, Math.max(0, id.level() - 1))) {
            statement.setLong(4, first);
            statement.setLong(5, first + id.width());
            return concatenated(statement);
        }
    }

    private PreparedStatement statement(String sql, int level) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, tenant);
        statement.setInt(2, year);
        statement.setInt(3, level);
        return statement;
    }

    private static byte[] concatenated(PreparedStatement statement) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                bytes.writeBytes(row.getBytes(1));
            }
        }
        return bytes.toByteArray();
    }
}
