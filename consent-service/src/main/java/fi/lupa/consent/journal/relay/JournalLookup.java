// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Asks the database whether it knows what stands on a topic. */
final class JournalLookup {

    /**
     * What the database says about itself.
     *
     * @param sameSystem whether it still runs in the cluster in which its newest epoch was opened
     */
    record Identity(int epoch, boolean sameSystem, long xmax) {}

    private static final String IDENTITY = """
            SELECT e.number, e.system_identifier = (SELECT system_identifier::text FROM pg_control_system()),
              pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            FROM epoch e ORDER BY e.number DESC LIMIT 1""";
    private static final String UNKNOWN_EVENTS = """
            SELECT count(*) FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS t (tenant, event, xid)
            WHERE NOT EXISTS (SELECT FROM journal j
              WHERE j.tenant = t.tenant AND j.event_id = t.event AND j.xid = t.xid::xid8)""";
    private static final String UNKNOWN_STATES = """
            SELECT count(*) FROM unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::int[])
              AS t (tenant, subject, xid, epoch, revision)
            WHERE NOT EXISTS (SELECT FROM journal j
              WHERE j.tenant = t.tenant AND j.subject = t.subject AND j.epoch = t.epoch AND j.revision = t.revision
                AND j.xid = t.xid::xid8)""";
    private static final String PLACE = """
            SELECT epoch, xid::text::bigint, position FROM journal WHERE tenant = ? AND event_id = ?""";
    private static final String SENTINEL = "SELECT count(*) FROM journal WHERE kind = '" + JournalRow.SENTINEL + "'";

    private final Connection connection;

    JournalLookup(Connection connection) {
        this.connection = connection;
    }

    Identity identity() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IDENTITY)) {
            row.next();
            return new Identity(row.getInt(1), row.getBoolean(2), row.getLong(3));
        }
    }

    /** Tells whether row-level security lets the relay see the journal; without its policy it would read nothing, and no error. */
    boolean seesSentinel() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SENTINEL)) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    /** Tells whether all these facts and catalogue entries stand in the journal, under the same xid. */
    boolean knowsEvents(List<TailRecord> records) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNKNOWN_EVENTS)) {
            select.setArray(1, array("uuid", records, TailRecord::tenant));
            select.setArray(2, array("uuid", records, TailRecord::eventId));
            select.setArray(3, array("text", records, record -> Long.toString(record.xid())));
            return isZero(select);
        }
    }

    /** Tells whether all these states stand in the journal, under the same xid. */
    boolean knowsStates(List<TailRecord> records) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNKNOWN_STATES)) {
            select.setArray(1, array("uuid", records, TailRecord::tenant));
            select.setArray(2, array("text", records, TailRecord::subject));
            select.setArray(3, array("text", records, record -> Long.toString(record.xid())));
            select.setArray(4, array("int4", records, TailRecord::epoch));
            select.setArray(5, array("int4", records, TailRecord::revision));
            return isZero(select);
        }
    }

    /** The place of an event, or the start of the journal when there is none. */
    JournalPosition placeOf(UUID tenant, UUID event) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PLACE)) {
            select.setObject(1, tenant);
            select.setObject(2, event);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new JournalPosition(row.getInt(1), row.getLong(2), row.getLong(3))
                        : JournalPosition.START;
            }
        }
    }

    private Array array(String type, List<TailRecord> records, Function<TailRecord, Object> member)
            throws SQLException {
        return connection.createArrayOf(type, records.stream().map(member).toArray());
    }

    private static boolean isZero(PreparedStatement count) throws SQLException {
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1) == 0;
        }
    }
}
