// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Writes what was read, and how far, in one transaction on the connection it is given. */
@ApplicationScoped
public class ProjectionStore {

    private static final String CATALOGUE = """
            INSERT INTO catalogue_entry AS held (tenant, kind, id, ordinal, version, epoch, xid, recorded_at, body)
            SELECT tenant, kind, id, ordinal, version, epoch, xid, recorded_at, body
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, kind text, id text, ordinal integer, version text,
              epoch integer, xid bigint, recorded_at timestamptz, body jsonb)
            ON CONFLICT (tenant, kind, id, ordinal) DO UPDATE SET (version, epoch, xid, recorded_at, body)
              = (EXCLUDED.version, EXCLUDED.epoch, EXCLUDED.xid, EXCLUDED.recorded_at, EXCLUDED.body)
            WHERE (EXCLUDED.epoch, EXCLUDED.xid) > (held.epoch, held.xid)
            """;
    private static final String WATERMARK = """
            INSERT INTO watermark AS held (topic, partition, epoch, xid, complete_to)
            SELECT topic, partition, epoch, xid, complete_to
            FROM jsonb_to_recordset(?::jsonb) AS r (topic text, partition integer, epoch integer, xid bigint,
              complete_to timestamptz)
            ON CONFLICT (topic, partition) DO UPDATE SET (epoch, xid, complete_to)
              = (EXCLUDED.epoch, EXCLUDED.xid, EXCLUDED.complete_to)
            WHERE (EXCLUDED.epoch, EXCLUDED.complete_to) > (held.epoch, held.complete_to)
            """;
    private static final String OFFSET = """
            INSERT INTO consumer_offset (topic, partition, topic_id, next_offset)
            SELECT topic, partition, topic_id, next_offset
            FROM jsonb_to_recordset(?::jsonb) AS r (topic text, partition integer, topic_id text, next_offset bigint)
            ON CONFLICT (topic, partition) DO UPDATE SET (topic_id, next_offset) = (EXCLUDED.topic_id, EXCLUDED.next_offset)
            """;
    private static final String UNATTRIBUTED = """
            INSERT INTO unattributed_rejection (id, topic, topic_id, partition, record_offset, reason, size, sha256, recorded_at,
              closes)
            SELECT id, topic, topic_id, partition, record_offset, reason, size, decode(sha256, 'hex'), recorded_at, closes
            FROM jsonb_to_recordset(?::jsonb) AS r (id uuid, topic text, topic_id text, partition integer, record_offset bigint,
              reason text, size integer, sha256 text, recorded_at timestamptz, closes boolean)
            ON CONFLICT DO NOTHING
            """;
    private static final String ATTRIBUTED = UNATTRIBUTED
            .replace("unattributed_rejection (id", "ingest_rejection (tenant, kind, entry_id, entry_version, id")
            .replace("SELECT id", "SELECT tenant, kind, entry_id, entry_version, id")
            .replace("(id uuid", "(tenant uuid, kind text, entry_id text, entry_version text, id uuid");
    private static final String READ_AFTER_ALL = """
            UPDATE ingest_rejection held SET closes = false
            FROM jsonb_to_recordset(?::jsonb) AS r (tenant uuid, kind text, id text, version text)
            WHERE held.closes AND held.tenant = r.tenant AND held.kind = r.kind AND held.entry_id = r.id
              AND held.entry_version = r.version
            """;

    private final InstantSource clock;
    private final Ids ids;

    ProjectionStore(InstantSource clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Writes and commits; on any failure nothing of it is kept. */
    public void write(Connection connection, List<FeedRecord> records, Function<Part, TopicRef> topicOf)
            throws SQLException {
        Batch batch = Batch.of(records);
        connection.setAutoCommit(false);
        try {
            StateTables.write(connection, batch);
            SuppressionTable.write(connection, batch);
            CountTable.write(connection, batch);
            Rows entries = catalogueRows(batch);
            entries.into(connection, CATALOGUE);
            entries.into(connection, READ_AFTER_ALL);
            rejectionRows(batch, topicOf, true).into(connection, ATTRIBUTED);
            rejectionRows(batch, topicOf, false).into(connection, UNATTRIBUTED);
            watermarkRows(batch, topicOf).into(connection, WATERMARK);
            offsetRows(batch, topicOf).into(connection, OFFSET);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The topic of a partition as it is now. */
    public record TopicRef(String name, String id) {}

    private static Rows catalogueRows(Batch batch) {
        Rows rows = new Rows();
        for (CatalogueEntry entry : batch.entries()) {
            rows.add()
                    .put("tenant", entry.key().tenant().value().toString())
                    .put("kind", entry.key().kind().wireName())
                    .put("id", entry.key().id())
                    .put("ordinal", entry.key().ordinal())
                    .put("version", entry.version())
                    .put("epoch", entry.written().position().epoch())
                    .put("xid", entry.written().position().xid())
                    .put("recorded_at", Timestamps.format(entry.written().recordedAt()))
                    .set("body", entry.body());
        }
        return rows;
    }

    private Rows rejectionRows(Batch batch, Function<Part, TopicRef> topicOf, boolean attributed) {
        Rows rows = new Rows();
        for (FeedRecord.Rejected rejected : batch.rejections()) {
            Rejection rejection = rejected.rejection();
            if (rejection.tenant().isPresent() == attributed) {
                TopicRef topic = topicOf.apply(rejected.origin().part());
                ObjectNode row = rows.add();
                rejected.doubt().flatMap(CatalogueDoubt::entry).ifPresent(entry -> name(row, entry));
                row.put("closes", batch.closes(rejected))
                        .put(
                                "tenant",
                                rejection
                                        .tenant()
                                        .map(tenant -> tenant.value().toString())
                                        .orElse(null))
                        .put("id", ids.next().toString())
                        .put("topic", topic.name())
                        .put("topic_id", topic.id())
                        .put("partition", rejected.origin().part().partition())
                        .put("record_offset", rejected.origin().offset())
                        .put("reason", rejection.reason().name())
                        .put("size", rejection.size())
                        .put("sha256", HexFormat.of().formatHex(rejection.sha256()))
                        .put("recorded_at", Timestamps.format(clock.instant()));
            }
        }
        return rows;
    }

    private static void name(ObjectNode row, CatalogueDoubt.Entry entry) {
        row.put("kind", entry.kind().wireName()).put("entry_id", entry.id()).put("entry_version", entry.version());
    }

    private static Rows watermarkRows(Batch batch, Function<Part, TopicRef> topicOf) {
        Rows rows = new Rows();
        batch.marks().forEach((part, mark) -> rows.add()
                .put("topic", topicOf.apply(part).name())
                .put("partition", part.partition())
                .put("epoch", mark.position().epoch())
                .put("xid", mark.position().xid())
                .put("complete_to", Timestamps.format(mark.completeTo())));
        return rows;
    }

    private static Rows offsetRows(Batch batch, Function<Part, TopicRef> topicOf) {
        Rows rows = new Rows();
        batch.nextOffsets().forEach((part, next) -> rows.add()
                .put("topic", topicOf.apply(part).name())
                .put("partition", part.partition())
                .put("topic_id", topicOf.apply(part).id())
                .put("next_offset", next));
        return rows;
    }
}
