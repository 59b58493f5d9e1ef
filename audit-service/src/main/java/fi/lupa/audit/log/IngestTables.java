// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Chain;
import fi.lupa.audit.log.SetInsert.Column;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which column gets what: the one place that knows the tables a batch is written to. */
final class IngestTables {

    static final SetInsert<EntryRow> ENTRY = new SetInsert<>(
            "entry",
            List.of(
                    Column.uuid("tenant", row -> row.log().tenant()),
                    Column.of("year", "integer", row -> row.log().year()),
                    Column.of("idx", "bigint", EntryRow::index),
                    Column.of("leaf", "bytea", EntryRow::line),
                    Column.of("leaf_hash", "bytea", EntryRow::hash),
                    Column.uuid("event_id", row -> row.event().id()),
                    Column.of("kind", "text", row -> row.event().kind()),
                    Column.of("subject", "text", row -> row.event().about().subject()),
                    Column.of("controller", "text", row -> row.event().about().controller()),
                    Column.of("purpose", "text", row -> row.event().about().purpose()),
                    new Column<>("concerns", "text", "string_to_array(concerns, chr(31))", IngestTables::concerns),
                    Column.time("at", row -> row.event().at()),
                    Column.time("recorded_at", row -> row.event().recordedAt()),
                    Column.time("logged_at", row -> row.place().loggedAt())));

    static final SetInsert<EntryRow> SUBJECT_ENTRY = new SetInsert<>(
            "subject_entry",
            List.of(
                    Column.uuid("tenant", row -> row.log().tenant()),
                    Column.of("subject", "text", row -> row.event().about().subject()),
                    Column.of("n", "bigint", row -> n(row.place().subject())),
                    Column.of("year", "integer", row -> row.log().year()),
                    Column.of("idx", "bigint", EntryRow::index)));

    static final SetInsert<EntryRow> CONTROLLER_ENTRY = new SetInsert<>(
            "controller_entry",
            List.of(
                    Column.uuid("tenant", row -> row.log().tenant()),
                    Column.of("controller", "text", row -> row.event().about().controller()),
                    Column.of("n", "bigint", row -> n(row.place().controller())),
                    Column.of("year", "integer", row -> row.log().year()),
                    Column.of("idx", "bigint", EntryRow::index)));

    static final SetInsert<RejectionRow> REJECTION = new SetInsert<>(
            "ingest_rejection",
            List.of(
                    Column.uuid("tenant", row -> row.entry().log().tenant()),
                    Column.of("year", "integer", row -> row.entry().log().year()),
                    Column.of("idx", "bigint", row -> row.entry().index()),
                    Column.of("topic", "text", row -> row.refused().source().topic()),
                    Column.of("topic_id", "text", RejectionRow::topicId),
                    Column.of("partition", "integer", row -> row.refused()
                            .source()
                            .partition()),
                    Column.of(
                            "position", "bigint", row -> row.refused().source().offset()),
                    Column.of("reason", "text", row -> row.refused().reason().name()),
                    Column.of("salt", "text", row -> row.refused().salt()),
                    Column.of("digest", "text", row -> row.refused().digest()),
                    Column.time("logged_at", row -> row.entry().place().loggedAt())));

    static final SetInsert<HeadRow> HEAD = new SetInsert<>(
            "head",
            List.of(
                    Column.uuid("tenant", row -> row.head().key().tenant()),
                    Column.of("year", "integer", row -> row.head().key().year()),
                    Column.of("size", "bigint", row -> row.head().tree().size()),
                    Column.of("prev_size", "bigint", HeadRow::previousSize),
                    Column.of("root", "bytea", row -> row.head().tree().root()),
                    Column.of("batch", "bigint", HeadRow::batch)));

    static final SetInsert<TileRow> TILE = new SetInsert<>(
            "tile",
            List.of(
                    Column.uuid("tenant", row -> row.log().tenant()),
                    Column.of("year", "integer", row -> row.log().year()),
                    Column.of("level", "integer", row -> row.tile().id().level()),
                    Column.of("n", "bigint", row -> row.tile().id().index()),
                    Column.of("hashes", "bytea", row -> row.tile().bytes()),
                    Column.of("root", "bytea", row -> row.tile().root())));

    private IngestTables() {}

    private static String concerns(EntryRow row) {
        return String.join("\u001f", row.event().about().concerns());
    }

    private static long n(@Nullable Chain chain) {
        return Objects.requireNonNull(chain).n();
    }
}
