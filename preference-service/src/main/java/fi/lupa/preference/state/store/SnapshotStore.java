// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.ContactCount;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.state.wire.SuppressionRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads what the projector has written: for a starting replica all of it, at one moment. */
@ApplicationScoped
public class SnapshotStore {

    private static final int FETCH_SIZE = 1_000;
    private static final String STATES = """
            SELECT unreadable, (state || jsonb_build_object('identifiers', COALESCE((
              SELECT jsonb_agg(jsonb_build_object('ref', i.ref, 'type', i.type, 'keyVersion', i.key_version,
                'key', translate(rtrim(encode(i.key, 'base64'), '='), '+/', '-_'),
                'since', jsonb_build_object('epoch', i.since_epoch, 'xid', i.since_xid::text)))
              FROM identifier_map i WHERE i.tenant = s.tenant AND i.subject = s.subject), '[]'),
              'organisations', COALESCE((SELECT jsonb_agg(one.organisation) FROM (
                SELECT jsonb_build_object('keys', jsonb_agg(jsonb_build_object('keyVersion', o.key_version,
                  'key', translate(rtrim(encode(o.key, 'base64'), '='), '+/', '-_')))) AS organisation
                FROM organisation_map o WHERE o.tenant = s.tenant AND o.subject = s.subject
                GROUP BY o.organisation) one), '[]')))::text
            FROM state_current s
            """;
    private static final String CATALOGUE = """
            SELECT jsonb_build_object('tenant', tenant, 'kind', kind, 'id', id, 'ordinal', ordinal, 'version', version,
              'epoch', epoch, 'xid', xid::text, 'body', body,
              'recordedAt', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text
            FROM catalogue_entry
            """;
    private static final String CATALOGUE_AT = CATALOGUE
            + " WHERE tenant = ? AND recorded_at <= CASE kind WHEN 'notice' THEN ?::timestamptz ELSE ?::timestamptz END";
    private static final String DOUBTS = """
            SELECT tenant, kind, entry_id, entry_version FROM ingest_rejection WHERE closes
            UNION ALL SELECT NULL, NULL, NULL, NULL FROM unattributed_rejection WHERE closes
            """;
    private static final String WATERMARKS = "SELECT topic, partition, epoch, xid, complete_to FROM watermark";
    private static final String OFFSETS = "SELECT topic, partition, topic_id, next_offset FROM consumer_offset";

    /** A partition by its topic's name. */
    public record TopicPart(String topic, int partition) {}

    /** Which of a tenant's catalogue: notices as they were known by one moment, all else as it was in force at another. */
    public record CatalogueMoment(TenantId tenant, Instant inForce, Instant known) {}

    /** Takes what is loaded of a catalogue, one by one. */
    public interface CatalogueSink {

        void entry(CatalogueEntry entry);

        /** Comes after the entries beside which it stands. */
        void doubt(CatalogueDoubt doubt);

        /** Makes a sink of two functions. */
        static CatalogueSink of(Consumer<CatalogueEntry> entries, Consumer<CatalogueDoubt> doubts) {
            return new CatalogueSink() {
                @Override
                public void entry(CatalogueEntry entry) {
                    entries.accept(entry);
                }

                @Override
                public void doubt(CatalogueDoubt doubt) {
                    doubts.accept(doubt);
                }
            };
        }
    }

    /** Takes what is loaded, one by one. */
    public interface Sink extends CatalogueSink {

        void state(HeldState state, boolean unreadable);

        void suppression(SuppressionRecord suppression);

        void count(ContactCount count);

        /** Comes after what is held of the subject. */
        void unreadableCounts(SubjectKey subject);

        /** Comes after what is held of the place. */
        void unreadable(SuppressionRecord.Place place);
    }

    /** What belongs to a loaded whole: how far it was read, and the marks heard until there. */
    public record Loaded(Map<TopicPart, ReadPosition> positions, Map<TopicPart, Watermark> marks) {}

    /** Loads everything as it was at one moment. The connection is put back as it was. */
    public Loaded load(Connection connection, Sink sink) throws SQLException {
        return load(connection, sink, true);
    }

    /** Loads everything but states, which whoever asks has from elsewhere. The connection is put back as it was. */
    public Loaded loadBesideStates(Connection connection, Sink sink) throws SQLException {
        return load(connection, sink, false);
    }

    private Loaded load(Connection connection, Sink sink, boolean states) throws SQLException {
        connection.setAutoCommit(false);
        try {
            run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            Map<TopicPart, ReadPosition> positions = positions(connection);
            each(connection, CATALOGUE, row -> sink.entry(FeedReader.keptEntry(row.text(1))));
            each(connection, DOUBTS, row -> sink.doubt(row.doubt()));
            each(connection, SuppressionTable.READ, row -> suppression(row, sink));
            each(connection, CountTable.READ, row -> count(row, sink));
            if (states) {
                each(connection, STATES, row -> sink.state(FeedReader.kept(row.text(2)), row.flag(1)));
            }
            return new Loaded(positions, marks(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void suppression(Row row, Sink sink) {
        row.optional(6).map(FeedReader::keptSuppression).ifPresent(sink::suppression);
        if (row.flag(5)) {
            TenantId tenant = new TenantId(UUID.fromString(row.text(1)));
            sink.unreadable(new SuppressionRecord.Place(tenant, row.text(2), row.text(3), row.text(4)));
        }
    }

    private static void count(Row row, Sink sink) {
        row.optional(4).map(FeedReader::keptCount).ifPresent(sink::count);
        if (row.flag(3)) {
            TenantId tenant = new TenantId(UUID.fromString(row.text(1)));
            sink.unreadableCounts(new SubjectKey(tenant, SubjectId.parse(row.text(2))));
        }
    }

    /** Loads a tenant's catalogue as it was, on a connection that is in a transaction. */
    public void catalogueAt(Connection connection, CatalogueMoment moment, CatalogueSink sink) throws SQLException {
        Object[] values = {
            moment.tenant().value(), Timestamp.from(moment.known()), Timestamp.from(moment.inForce()),
        };
        each(connection, CATALOGUE_AT, row -> sink.entry(FeedReader.keptEntry(row.text(1))), values);
        each(connection, DOUBTS, row -> sink.doubt(row.doubt()));
    }

    /** Returns how far each partition was read. */
    public Map<TopicPart, ReadPosition> positions(Connection connection) throws SQLException {
        Map<TopicPart, ReadPosition> positions = new HashMap<>();
        each(connection, OFFSETS, row -> positions.put(row.part(), new ReadPosition(row.text(3), row.number(4))));
        return positions;
    }

    /** Returns the newest stored mark of each partition. */
    public static Map<TopicPart, Watermark> marks(Connection connection) throws SQLException {
        Map<TopicPart, Watermark> marks = new HashMap<>();
        each(
                connection,
                WATERMARKS,
                row -> marks.put(
                        row.part(), new Watermark(new Position((int) row.number(3), row.number(4)), row.instant(5))));
        return marks;
    }

    private static void each(Connection connection, String sql, Consumer<Row> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result);
                while (result.next()) {
                    reader.accept(row);
                }
            }
        } catch (RowException e) {
            throw e.failure;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** The row a result stands on. */
    private record Row(ResultSet result) {

        String text(int column) {
            return get(() -> result.getString(column));
        }

        long number(int column) {
            return get(() -> result.getLong(column));
        }

        boolean flag(int column) {
            return get(() -> result.getBoolean(column));
        }

        Instant instant(int column) {
            return get(() -> result.getTimestamp(column).toInstant());
        }

        CatalogueDoubt doubt() {
            return CatalogueDoubt.kept(
                    optional(1).map(UUID::fromString).map(TenantId::new), optional(2), optional(3), optional(4));
        }

        private Optional<String> optional(int column) {
            return Optional.ofNullable(get(() -> result.getString(column)));
        }

        TopicPart part() {
            return new TopicPart(text(1), (int) number(2));
        }

        private static <T> T get(Column<T> column) {
            try {
                return column.get();
            } catch (SQLException e) {
                throw new RowException(e);
            }
        }
    }

    private interface Column<T> {

        T get() throws SQLException;
    }

    private static final class RowException extends RuntimeException {

        private final SQLException failure;

        RowException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
