// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.domain.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads journal rows that can have no earlier neighbour any more: those below the horizon of one snapshot. */
final class JournalReader {

    /** Without what the relay puts in: a row that was recovered from the topics may hold what was put in when it was first published. */
    private static final String COLUMNS = """
            j.epoch, j.xid::text::bigint AS xid, j.position, j.tenant, j.event_id, j.kind, j.subject, j.revision,
            CASE WHEN jsonb_exists_any(j.payload, '{epoch,xid}') THEN j.payload - '{epoch,xid}'::text[] ELSE j.payload END::text AS payload,
            CASE WHEN jsonb_exists_any(j.state, '{epoch,xid,identifiers}') THEN j.state - '{epoch,xid,identifiers}'::text[]
              ELSE j.state END::text AS state,
            j.sealed_identifiers, j.recorded_at, j.trace,
            (SELECT k.wrapped FROM subject_key k WHERE k.tenant = j.tenant AND k.subject = j.subject) AS wrapped,
            CASE WHEN j.kind = 'suppression.block' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'key', rtrim(translate(encode(e.key, 'base64'), '+/', '-_'), '='), 'keyVersion', e.key_version, 'reason', e.reason)
                ORDER BY e.key, e.key_version), '[]')::text FROM suppression_entry e
              WHERE e.tenant = j.tenant AND e.list = j.payload ->> 'list' AND e.slot = coalesce(j.payload ->> 'slot', '-')
                AND e.block = j.payload ->> 'block')
              WHEN j.kind = 'contact.counted' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object(
                'controller', c.controller, 'channel', c.channel, 'day', c.day, 'sent', c.sent)
                ORDER BY c.controller, c.channel, c.day), '[]')::text FROM contact_count c
              WHERE c.tenant = j.tenant AND c.subject = j.payload ->> 'subject') END AS entries
            """;
    /** Rows of an epoch that has ended come whole: its transactions are over and its xids say nothing about today's. */
    private static final String PASS = """
            SELECT pg_snapshot_xmin(h.s)::text::bigint AS xmin, pg_snapshot_xmax(h.s)::text::bigint AS xmax, h.newest, r.*
            FROM (SELECT pg_current_snapshot() AS s, (SELECT max(number) FROM epoch) AS newest) h
            LEFT JOIN LATERAL (SELECT\s""" + COLUMNS + """
              FROM journal j
              WHERE (j.epoch, j.xid, j.position) > (?, ?::xid8, ?)
                AND (j.epoch < h.newest OR j.xid < pg_snapshot_xmin(h.s))
              ORDER BY j.epoch, j.xid, j.position LIMIT ?) r ON true
            ORDER BY r.epoch, r.xid, r.position""";

    private static final String RANGE = "SELECT " + COLUMNS + """
            FROM journal j
            WHERE (j.epoch, j.xid, j.position) > (?, ?::xid8, ?) AND (j.epoch, j.xid, j.position) <= (?, ?::xid8, ?)
              AND CASE WHEN ?::text IS NULL THEN j.subject IS NOT NULL ELSE j.subject IS NULL AND j.kind LIKE ? END
            ORDER BY j.epoch, j.xid, j.position LIMIT ?""";
    private static final String STATE_OF = "SELECT " + COLUMNS + """
            FROM journal j WHERE j.tenant = ? AND j.subject = ? AND j.state IS NOT NULL
            ORDER BY j.epoch DESC, j.revision DESC LIMIT 1""";
    private static final String STATES = "SELECT " + COLUMNS + """
            FROM (SELECT DISTINCT tenant, subject FROM journal
                  WHERE subject IS NOT NULL AND state IS NOT NULL AND (tenant, subject) > (?, ?) ORDER BY tenant, subject LIMIT ?) s
            CROSS JOIN LATERAL (
              SELECT * FROM journal n WHERE n.tenant = s.tenant AND n.subject = s.subject AND n.state IS NOT NULL
              ORDER BY n.epoch DESC, n.revision DESC LIMIT 1) j
            ORDER BY j.tenant, j.subject""";

    private static final String BLOCKS = "SELECT " + COLUMNS + """
            FROM suppression_block s JOIN journal j ON j.tenant = s.tenant AND j.event_id = s.event_id
            WHERE (s.tenant, s.list, s.slot, s.block) > (?, ?, ?, ?)
            ORDER BY s.tenant, s.list, s.slot, s.block LIMIT ?""";

    private final Connection connection;

    JournalReader(Connection connection) {
        this.connection = connection;
    }

    /** Reads the database's clock, and then in one statement the horizon and at most {@code limit} rows after a place. */
    Pass read(JournalPosition after, int limit) throws SQLException {
        Instant readAt = clock();
        try (PreparedStatement select = connection.prepareStatement(PASS)) {
            bind(select, 1, after);
            select.setInt(4, limit);
            return pass(readAt, select, limit);
        }
    }

    /** Reads at most {@code limit} facts after one place and up to another. */
    List<JournalRow> facts(JournalPosition after, JournalPosition upTo, int limit) throws SQLException {
        return range(after, upTo, null, limit);
    }

    /** Reads at most {@code limit} catalogue entries after one place and up to another. */
    List<JournalRow> catalogue(JournalPosition after, JournalPosition upTo, int limit) throws SQLException {
        return range(after, upTo, "catalogue.%", limit);
    }

    /** Reads at most {@code limit} notices to recipients, and acknowledgements, after one place and up to another. */
    List<JournalRow> recipientNotices(JournalPosition after, JournalPosition upTo, int limit) throws SQLException {
        return range(after, upTo, JournalRow.RECIPIENT + "%", limit);
    }

    /** Reads at most {@code limit} rows about counts after one place and up to another. */
    List<JournalRow> counts(JournalPosition after, JournalPosition upTo, int limit) throws SQLException {
        return range(after, upTo, JournalRow.COUNTED, limit);
    }

    private List<JournalRow> range(JournalPosition after, JournalPosition upTo, @Nullable String kinds, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RANGE)) {
            bind(select, 1, after);
            bind(select, 4, upTo);
            select.setString(7, kinds);
            select.setString(8, kinds);
            select.setInt(9, limit);
            return rows(select);
        }
    }

    /** Reads the newest row of the next blocks of suppression lists and of their {@code current}, at most {@code limit} of them. */
    List<JournalRow> suppressions(UUID tenant, List<String> afterListSlotBlock, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BLOCKS)) {
            select.setObject(1, tenant);
            for (int i = 0; i < afterListSlotBlock.size(); i++) {
                select.setString(i + 2, afterListSlotBlock.get(i));
            }
            select.setInt(5, limit);
            return rows(select);
        }
    }

    /** Reads the newest state of the next subjects, at most {@code limit} of them. */
    List<JournalRow> currentStates(UUID tenant, String afterSubject, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATES)) {
            select.setObject(1, tenant);
            select.setString(2, afterSubject);
            select.setInt(3, limit);
            return rows(select);
        }
    }

    /** Reads the newest state of one subject; at most one row. */
    List<JournalRow> currentState(UUID tenant, String subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE_OF)) {
            select.setObject(1, tenant);
            select.setString(2, subject);
            return rows(select);
        }
    }

    private Instant clock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return instant(row, 1);
        }
    }

    private static Pass pass(Instant readAt, PreparedStatement select, int limit) throws SQLException {
        List<JournalRow> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            result.next();
            Snapshot snapshot = new Snapshot(readAt, result.getLong("xmin"), result.getLong("xmax"));
            int newest = result.getInt("newest");
            if (result.getObject("event_id") != null) {
                do {
                    rows.add(row(result));
                } while (result.next());
            }
            return new Pass(snapshot, newest, rows, rows.size() < limit);
        }
    }

    private static List<JournalRow> rows(PreparedStatement select) throws SQLException {
        List<JournalRow> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    private static JournalRow row(ResultSet row) throws SQLException {
        return new JournalRow(
                new JournalPosition(row.getInt("epoch"), row.getLong("xid"), row.getLong("position")),
                row.getObject("tenant", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("kind"),
                row.getString("subject"),
                row.getInt("revision"),
                row.getString("payload"),
                row.getString("state"),
                row.getBytes("sealed_identifiers"),
                row.getBytes("wrapped"),
                row.getString("entries"),
                instant(row, row.findColumn("recorded_at")),
                row.getString("trace"));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void bind(PreparedStatement select, int first, JournalPosition place) throws SQLException {
        select.setInt(first, place.epoch());
        select.setString(first + 1, Long.toString(place.xid()));
        select.setLong(first + 2, place.position());
    }
}
