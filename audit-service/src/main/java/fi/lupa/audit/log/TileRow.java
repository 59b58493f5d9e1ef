// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.merkle.Tile;
import java.util.stream.Stream;

/** A full tile of a log. */
record TileRow(LogKey log, Tile tile) {

    static Stream<TileRow> of(HeadRow grown) {
        return grown.tiles().stream().map(tile -> new TileRow(grown.head().key(), tile));
    }
}
