// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.tiles;

import fi.lupa.audit.merkle.TileId;

/** The database does not have a tile that a tree of that size has: something was taken away, or the size is not the log's. */
public final class TilesMissingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says which tile it is. */
    public TilesMissingException(TileId tile) {
        super("tile " + tile.path() + " is not there");
    }
}
