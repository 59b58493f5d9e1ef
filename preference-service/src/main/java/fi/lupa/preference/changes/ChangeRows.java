// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.store.SnapshotStore;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which subjects and which blocks of lists were touched, on a connection that is in a transaction of the tenant. */
final class ChangeRows {

    private static final String SUBJECTS = """
            (SELECT epoch, xid, subject COLLATE "C" AS id, recorded_at FROM state_current WHERE domain = ?
               AND (epoch, xid, subject COLLATE "C") > (?, ?, ? COLLATE "C") AND (epoch, xid) < (?, ?)
             ORDER BY epoch, xid, subject COLLATE "C" LIMIT ?)
            """;
    private static final String BLOCKS = """
            (SELECT epoch, xid, ('~' || list || ':' || block) COLLATE "C" AS id, NULL::timestamptz FROM suppression_record WHERE list = ANY (?)
               AND block <> 'current'
               AND (epoch, xid, ('~' || list || ':' || block) COLLATE "C") > (?, ?, ? COLLATE "C") AND (epoch, xid) < (?, ?)
             ORDER BY epoch, xid, id LIMIT ?)
            """;
    private static final String TOUCHED = SUBJECTS + " UNION ALL " + BLOCKS + " ORDER BY epoch, xid, id LIMIT ?";
    private static final String BASE = """
            SELECT epoch, xid FROM (
              SELECT epoch, xid FROM catalogue_entry
              UNION ALL SELECT epoch, xid FROM suppression_record WHERE block = 'current' AND list = ANY (?)
              UNION ALL SELECT s.epoch, s.xid FROM state_current s WHERE s.domain = ? AND EXISTS (SELECT FROM identifier_map i
                WHERE i.tenant = s.tenant AND i.subject = s.subject AND i.type IN ('EMAIL_DOMAIN', 'BUSINESS_ID'))
            ) base WHERE (epoch, xid) < (?, ?) ORDER BY epoch DESC, xid DESC LIMIT 1
            """;
    private static final String IDENTIFIERS = """
            SELECT subject, ref, type, since_epoch, since_xid, key_version, key FROM identifier_map
            WHERE subject = ANY (?) ORDER BY subject, ref, key_version
            """;
    private static final String OWNER = "SELECT subject, ref FROM identifier_map WHERE key_version = ? AND key = ?";
    private static final String BLOCK =
            "SELECT value::text FROM suppression_record WHERE list = ? AND block = ? AND slot = '-'";
    private static final String BEFORE = """
            SELECT state::text FROM state_history WHERE subject = ? AND (epoch, xid) <= (?, ?)
            ORDER BY epoch DESC, revision DESC LIMIT 1
            """;

    private final Connection connection;
    private final UUID domain;
    private final String controller;

    ChangeRows(Connection connection, UUID domain, String controller) {
        this.connection = connection;
        this.domain = domain;
        this.controller = controller;
    }

    /** Something that was touched. */
    record Touched(Cursor.Place place, @Nullable Instant since) {}

    /** One identifier with its keys under the masters that live, the oldest first. */
    record Identified(String subject, int ref, IdentifierType type, Position since, List<IdentifierKey> keys) {}

    /** Reads one row. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static void begin(Connection connection, TenantId tenant) throws SQLException {
        try (PreparedStatement isolation =
                        connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                PreparedStatement setting = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
            isolation.execute();
            setting.setString(1, tenant.value().toString());
            setting.execute();
        }
    }

    /** Returns the place below which everything of these partitions is stored; empty while one of them is silent. */
    Optional<Position> stored(Set<SnapshotStore.TopicPart> parts) throws SQLException {
        Map<SnapshotStore.TopicPart, Watermark> marks = SnapshotStore.marks(connection);
        return marks.keySet().containsAll(parts)
                ? parts.stream()
                        .flatMap(part -> Stream.ofNullable(marks.get(part)))
                        .map(Watermark::position)
                        .min(Position::compareTo)
                : Optional.empty();
    }

    /** Returns where the newest of that was written on which every answer may rest. */
    Position base(Position below) {
        return all(
                        BASE,
                        row -> new Position(row.getInt(1), row.getLong(2)),
                        texts(List.of("phone:" + controller, "postal:" + controller)),
                        domain,
                        below.epoch(),
                        below.xid())
                .stream()
                .findFirst()
                .orElse(new Position(0, 0));
    }

    List<Touched> touched(Cursor.Place after, Position below, int limit) {
        Array lists = texts(List.of("own:" + controller, "erased:" + domain));
        Stream<Object> values = Stream.concat(
                Stream.concat(Stream.of(domain), part(after, below, limit)),
                Stream.concat(Stream.of(lists), part(after, below, limit)));
        return all(
                TOUCHED,
                row -> new Touched(
                        new Cursor.Place(new Position(row.getInt(1), row.getLong(2)), row.getString(3)),
                        row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant()),
                Stream.concat(values, Stream.of(limit)).toArray());
    }

    private static Stream<Object> part(Cursor.Place after, Position below, int limit) {
        Position position = after.position();
        return Stream.of(position.epoch(), position.xid(), after.id(), below.epoch(), below.xid(), limit);
    }

    List<Identified> identifiers(Collection<String> subjects) {
        List<Identified> found = new ArrayList<>();
        all(
                        IDENTIFIERS,
                        row -> new Identified(
                                row.getString(1),
                                row.getInt(2),
                                IdentifierType.valueOf(row.getString(3)),
                                new Position(row.getInt(4), row.getLong(5)),
                                List.of(new IdentifierKey(row.getInt(6), row.getBytes(7)))),
                        texts(subjects))
                .forEach(key -> join(found, key));
        return found;
    }

    private static void join(List<Identified> found, Identified key) {
        Identified last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.subject().equals(key.subject()) && last.ref() == key.ref()) {
            List<IdentifierKey> keys =
                    Stream.concat(last.keys().stream(), key.keys().stream()).toList();
            found.set(found.size() - 1, new Identified(key.subject(), key.ref(), key.type(), last.since(), keys));
        } else {
            found.add(key);
        }
    }

    /** Returns the identifiers that have this key: none, or more than one while two states claim it. */
    List<Identified> owners(IdentifierKey key) {
        List<String> subjects = all(OWNER, row -> row.getString(1), key.version(), key.bytes());
        return identifiers(subjects).stream()
                .filter(identified -> identified.keys().contains(key))
                .toList();
    }

    Optional<String> block(String list, String block) {
        return all(BLOCK, row -> row.getString(1), list, block).stream().findFirst();
    }

    /** Returns a subject's state as it was known at the position. */
    Optional<String> stateAt(String subject, Position position) {
        return all(BEFORE, row -> row.getString(1), subject, position.epoch(), position.xid()).stream()
                .findFirst();
    }

    private Array texts(Collection<String> values) {
        try {
            return connection.createArrayOf("text", values.toArray());
        } catch (SQLException e) {
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private <T> List<T> all(String sql, RowReader<T> reader, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }
}
