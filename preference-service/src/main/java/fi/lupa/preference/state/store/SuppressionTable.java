// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.SuppressionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Writes suppression lists block by block: the newest of each, and where something newer could not be read. */
final class SuppressionTable {

    static final String READ = "SELECT tenant, list, slot, block, unreadable, value::text FROM suppression_record";
    private static final String WRITE = """
            INSERT INTO suppression_record AS held (tenant, list, slot, block, epoch, xid, value)
            SELECT tenant, list, slot, block, epoch, xid, value
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, list text, slot text, block text, epoch integer, xid bigint,
              value jsonb)
            ON CONFLICT (tenant, list, slot, block) DO UPDATE SET (epoch, xid, value, unreadable)
              = (EXCLUDED.epoch, EXCLUDED.xid, EXCLUDED.value, false)
            WHERE (EXCLUDED.epoch, EXCLUDED.xid) > (held.epoch, held.xid)
              OR (held.unreadable AND (EXCLUDED.epoch, EXCLUDED.xid) = (held.epoch, held.xid))
            """;
    private static final String DISTRUST = """
            INSERT INTO suppression_record (tenant, list, slot, block, epoch, xid, unreadable)
            SELECT tenant, list, slot, block, 0, 0, true
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, list text, slot text, block text)
            ON CONFLICT (tenant, list, slot, block) DO UPDATE SET unreadable = true
            """;

    private SuppressionTable() {}

    static void write(Connection connection, Batch batch) throws SQLException {
        distrust(connection, batch.distrustedBlocks());
        Rows rows = new Rows();
        for (FeedRecord.Suppression found : batch.suppressions()) {
            place(rows, found.suppression().place())
                    .put("epoch", found.suppression().position().epoch())
                    .put("xid", found.suppression().position().xid())
                    .set("value", found.json());
        }
        rows.into(connection, WRITE);
        distrust(connection, batch.unreadBlocks());
    }

    private static void distrust(Connection connection, Set<SuppressionRecord.Place> places) throws SQLException {
        Rows rows = new Rows();
        places.forEach(place -> place(rows, place));
        rows.into(connection, DISTRUST);
    }

    private static ObjectNode place(Rows rows, SuppressionRecord.Place place) {
        return rows.add()
                .put("tenant", place.tenant().value().toString())
                .put("list", place.list())
                .put("slot", place.slot())
                .put("block", place.block());
    }
}
