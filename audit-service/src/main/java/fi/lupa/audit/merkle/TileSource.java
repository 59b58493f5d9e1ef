// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

/** Gives the tiles of one tree, wherever they are kept. */
@FunctionalInterface
public interface TileSource {

    /** Returns the tile; throws if the tree does not have it. */
    Tile tile(TileId id);
}
