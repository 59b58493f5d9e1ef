// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Writes how much was sent to whom: of each epoch the newest word, and in epoch 0 that one could not be read. */
final class CountTable {

    static final String READ = "SELECT tenant, subject, unreadable, value::text FROM contact_count ORDER BY epoch DESC";
    private static final String WRITE = """
            INSERT INTO contact_count AS held (tenant, subject, epoch, xid, value)
            SELECT tenant, subject, epoch, xid, value
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text, epoch integer, xid bigint, value jsonb)
            ON CONFLICT (tenant, subject, epoch) DO UPDATE SET (xid, value) = (EXCLUDED.xid, EXCLUDED.value)
            WHERE EXCLUDED.xid >= held.xid
            """;
    private static final String TRUST = """
            UPDATE contact_count held SET unreadable = false
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text)
            WHERE held.unreadable AND held.tenant = r.tenant AND held.subject = r.subject
            """;
    private static final String DISTRUST = """
            INSERT INTO contact_count (tenant, subject, epoch, xid, unreadable)
            SELECT tenant, subject, 0, 0, true FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, subject text)
            ON CONFLICT (tenant, subject, epoch) DO UPDATE SET unreadable = true
            """;

    private CountTable() {}

    static void write(Connection connection, Batch batch) throws SQLException {
        Rows rows = new Rows();
        Rows subjects = new Rows();
        for (FeedRecord.Counted found : batch.counts()) {
            subject(subjects, found.count().key());
            subject(rows, found.count().key())
                    .put("epoch", found.count().position().epoch())
                    .put("xid", found.count().position().xid())
                    .set("value", found.json());
        }
        rows.into(connection, WRITE);
        subjects.into(connection, TRUST);
        distrust(connection, batch.unreadCounts());
    }

    private static void distrust(Connection connection, Set<SubjectKey> keys) throws SQLException {
        Rows rows = new Rows();
        keys.forEach(key -> subject(rows, key));
        rows.into(connection, DISTRUST);
    }

    private static ObjectNode subject(Rows rows, SubjectKey key) {
        return rows.add()
                .put("tenant", key.tenant().value().toString())
                .put("subject", key.subject().value());
    }
}
