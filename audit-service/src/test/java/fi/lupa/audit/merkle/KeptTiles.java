// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps full tiles and leaf hashes as the log does, and makes partial tiles of them. */
public final class KeptTiles implements TileSource {

    private final List<byte[]> leaves = new ArrayList<>();
    private final Map<TileId, Tile> full = new HashMap<>();
    private TileEdge edge = TileEdge.EMPTY;

    public static KeptTiles of(List<byte[]> hashes) {
        KeptTiles tiles = new KeptTiles();
        tiles.append(hashes);
        return tiles;
    }

    public void append(List<byte[]> hashes) {
        leaves.addAll(hashes);
        TileEdge.Grown grown = edge.append(hashes);
        grown.full().forEach(tile -> full.put(tile.id(), tile));
        edge = grown.edge();
    }

    public TileEdge edge() {
        return edge;
    }

    public TiledTree tree(long size) {
        return new TiledTree(size, this);
    }

    @Override
    public Tile tile(TileId id) {
        Tile kept = full.get(TileId.full(id.level(), id.index()));
        if (kept != null) {
            return new Tile(id, Arrays.copyOf(kept.bytes(), id.width() * 32));
        }
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < id.width(); i++) {
            long place = id.index() * TileId.FULL + i;
            hashes.add(
                    id.level() == 0
                            ? leaves.get((int) place)
                            : Objects.requireNonNull(full.get(TileId.full(id.level() - 1, place)))
                                    .root());
        }
        return Tile.of(id, hashes);
    }
}
