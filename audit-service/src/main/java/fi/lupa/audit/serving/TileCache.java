// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.merkle.HashedTile;
import fi.lupa.audit.merkle.Tile;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.merkle.TileSource;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.audit.tiles.TilesMissingException;
import fi.lupa.audit.tiles.TilesUnreadableException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tiles that proofs asked for lately, with the hashes computed over them. Tiles never change, those of the leaves and those above each have their own room,
 * because many leaves are asked for and every proof needs what is above them.
 */
@Singleton
final class TileCache {

    private static final int KEPT = 256;
    private static final String FULL = "SELECT hashes FROM tile WHERE tenant = ? AND year = ? AND level = ? AND n = ?";

    private final TenantReads reads;
    private final Map<Key, HashedTile> leaves = new Newest();
    private final Map<Key, HashedTile> above = new Newest();

    TileCache(TenantReads reads) {
        this.reads = reads;
    }

    /** Returns the tiles of a log, for one proof. */
    TileSource of(PublishedLog log) {
        return new OneProof(log);
    }

    private HashedTile find(PublishedLog log, TileId id) {
        Map<Key, HashedTile> kept = id.level() == 0 ? leaves : above;
        Key key = new Key(log.name(), id);
        synchronized (kept) {
            HashedTile known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        HashedTile read = new HashedTile(id.isFull() ? full(log, id) : partial(log, id));
        synchronized (kept) {
            kept.put(key, read);
        }
        return read;
    }

    private Tile full(PublishedLog log, TileId id) {
        return reads.once(
                log.tenant(),
                FULL,
                statement -> {
                    statement.setObject(2, log.tenant().value());
                    statement.setInt(3, log.year());
                    statement.setInt(4, id.level());
                    statement.setLong(5, id.index());
                },
                row -> tile(row, id));
    }

    private static Tile tile(ResultSet row, TileId id) throws SQLException {
        if (!row.next()) {
            throw new TilesMissingException(id);
        }
        return new Tile(id, row.getBytes(1));
    }

    private Tile partial(PublishedLog log, TileId id) {
        return reads.read(log.tenant(), connection -> {
            try {
                return new StoredTiles(connection, log.tenant().value(), log.year()).tile(id);
            } catch (TilesUnreadableException e) {
                throw e.failure();
            }
        });
    }

    private record Key(String log, TileId id) {}

    /** The tiles that were used last. */
    private static final class Newest extends LinkedHashMap<Key, HashedTile> {

        private static final long serialVersionUID = 1;
        private static final float LOAD = 0.75f;

        Newest() {
            super(KEPT, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, HashedTile> eldest) {
            return size() > KEPT;
        }
    }

    /** Knows the tiles of one proof, so that their hashes are found without looking again. */
    private final class OneProof implements TileSource {

        private final PublishedLog log;
        private final Map<TileId, HashedTile> used = new HashMap<>();

        OneProof(PublishedLog log) {
            this.log = log;
        }

        @Override
        public Tile tile(TileId id) {
            return used.computeIfAbsent(id, missing -> find(log, missing)).tile();
        }

        @Override
        public byte[] root(Tile tile, int position, int count) {
            HashedTile hashed = used.get(tile.id());
            return hashed == null ? tile.root(position, count) : hashed.root(position, count);
        }
    }
}
