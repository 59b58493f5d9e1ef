// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a tiled tree: the hashes of each level that no full tile holds yet.
 *
 * <p>It is all that is needed to append, to know the root, and to know which tiles have become full. Immutable: growing gives
 * a new edge, so that a transaction that fails leaves nothing behind.
 */
public final class TileEdge {

    /** The edge of the empty tree. */
    public static final TileEdge EMPTY = new TileEdge(0, List.of());

    private final long size;
    private final List<List<byte[]>> levels;

    private TileEdge(long size, List<List<byte[]>> levels) {
        this.size = size;
        this.levels = levels;
    }

    /** Returns the number of leaves. */
    public long size() {
        return size;
    }

    /** Returns the edge with these leaf hashes appended, and the tiles that became full by it, lower ones first. */
    public Grown append(List<byte[]> leafHashes) {
        List<Tile> full = new ArrayList<>();
        List<List<byte[]>> grown = new ArrayList<>();
        levels.forEach(level -> grown.add(new ArrayList<>(level)));
        long count = size;
        for (byte[] hash : leafHashes) {
            push(grown, full, 0, hash.clone(), count++);
        }
        return new Grown(new TileEdge(count, grown), List.copyOf(full));
    }

    /** Puts a hash at the end of a level; {@code before} hashes of the level are there already. */
    private static void push(List<List<byte[]>> levels, List<Tile> full, int level, byte[] hash, long before) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<byte[]> pending = levels.get(level);
        pending.add(hash);
        if (pending.size() == TileId.FULL) {
            Tile tile = Tile.of(TileId.full(level, before / TileId.FULL), pending);
            pending.clear();
            full.add(tile);
            push(levels, full, level + 1, tile.root(), before / TileId.FULL);
        }
    }

    /** Returns the root hash of the tree. */
    public byte[] root() {
        byte @Nullable [] root = null;
        for (List<byte[]> level : levels) {
            int end = level.size();
            while (end > 0) {
                int count = Integer.lowestOneBit(end);
                byte[] left = Tile.of(new TileId(0, 0, count), level.subList(end - count, end))
                        .root(0, count);
                root = root == null ? left : Rfc6962.nodeHash(left, root);
                end -= count;
            }
        }
        return root == null ? Rfc6962.emptyRoot() : root;
    }

    /** What appending came to. */
    public record Grown(TileEdge edge, List<Tile> full) {}
}
