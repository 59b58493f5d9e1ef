// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.TiledTree;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.audit.tiles.TilesUnreadableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A log with the checkpoint to be shown to a witness.
 *
 * @param cosigned the size at which, as we know, the witness cosigned it last; 0 if never
 */
record Grown(UUID tenant, int year, String name, long size, SignedNote note, long cosigned) {

    static Grown of(ResultSet row) throws SQLException {
        return new Grown(
                row.getObject("tenant", UUID.class),
                row.getInt("year"),
                row.getString("name"),
                row.getLong("size"),
                SignedNote.parse(row.getString("note").getBytes(StandardCharsets.UTF_8)),
                row.getLong("cosigned"));
    }

    /** Returns what the witness is shown: that the log only grew from that size. */
    ConsistencyText since(Connection connection, long from) throws SQLException {
        try {
            TiledTree tree = new TiledTree(size, new StoredTiles(connection, tenant, year));
            return new ConsistencyText(from, tree.consistencyProof(from), note);
        } catch (TilesUnreadableException e) {
            throw e.failure();
        }
    }
}
