// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

/** A tile with the roots of those of its subtrees that were asked for: each is computed once. Safe for several threads. */
public final class HashedTile {

    private final Tile tile;
    /** As in a heap: the root at 1, under each node i its children at 2i and 2i + 1. */
    private final byte[][] nodes = new byte[TileId.FULL][];

    /** Keeps that tile. */
    public HashedTile(Tile tile) {
        this.tile = tile;
    }

    /** Returns the tile. */
    public Tile tile() {
        return tile;
    }

    /** Returns the root of the perfect subtree over {@code count} hashes from that position, a multiple of it; nobody changes what is in it. */
    public synchronized byte[] root(int position, int count) {
        return node((TileId.FULL + position) / count);
    }

    private byte[] node(int at) {
        if (at >= TileId.FULL) {
            return tile.hash(at - TileId.FULL);
        }
        if (nodes[at] == null) {
            nodes[at] = Rfc6962.nodeHash(node(2 * at), node(2 * at + 1));
        }
        return nodes[at];
    }
}
