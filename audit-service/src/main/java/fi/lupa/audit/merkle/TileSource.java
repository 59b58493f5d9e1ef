// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

/** Gives the tiles of one tree, wherever they are kept. */
@FunctionalInterface
public interface TileSource {

    /** Returns the tile; throws if the tree does not have it. */
    Tile tile(TileId id);

    /** Returns the root of the perfect subtree over so many neighbouring hashes of one of its tiles; whoever keeps tiles need not compute it each time. */
    default byte[] root(Tile tile, int position, int count) {
        return tile.root(position, count);
    }
}
