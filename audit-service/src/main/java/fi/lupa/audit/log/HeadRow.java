// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.merkle.Tile;
import java.util.List;

/** A log that a batch made grow, and the tiles that became full by it. */
record HeadRow(LogHead head, long previousSize, long batch, List<Tile> tiles) {

    HeadRow {
        tiles = List.copyOf(tiles);
    }
}
