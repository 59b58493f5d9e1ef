// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.audit.leaf.Chain;
import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Placement;
import fi.lupa.audit.merkle.Tile;
import fi.lupa.audit.merkle.TileEdge;
import fi.lupa.platform.id.Timestamps;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of one batch as COPY reads them, a text for each table. */
final class FilledBatch {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<Table, StringBuilder> texts = new EnumMap<>(Table.class);
    private final long from;
    private final Instant loggedAt;
    private final int year;
    private long size;

    FilledBatch(long from, Instant loggedAt) {
        this.from = from;
        this.loggedAt = loggedAt;
        this.year = loggedAt.atOffset(ZoneOffset.UTC).getYear();
        this.size = from;
        for (Table table : Table.values()) {
            texts.put(table, new StringBuilder());
        }
    }

    /** A table and its columns. */
    enum Table {
        ENTRY("entry (tenant, year, idx, leaf, leaf_hash, event_id, kind, subject, controller, purpose, concerns, at,"
                + " recorded_at, logged_at)"),
        SUBJECT_ENTRY("subject_entry (tenant, subject, n, year, idx)"),
        CONTROLLER_ENTRY("controller_entry (tenant, controller, n, year, idx)"),
        TILE("tile (tenant, year, level, n, hashes, root)"),
        HEAD("head (tenant, year, size, prev_size, root, batch)");

        private final String columns;

        Table(String columns) {
            this.columns = columns;
        }

        String copy(Path file) {
            return "COPY " + columns + " FROM '" + file + "'";
        }
    }

    void add(LogEvent event, Placement place, byte[] line, byte[] hash) {
        UUID tenant = event.tenant();
        String subject = String.valueOf(event.about().subject());
        String controller = String.valueOf(event.about().controller());
        String logged = Timestamps.format(loggedAt);
        row(
                Table.ENTRY,
                List.of(
                        tenant,
                        year,
                        size,
                        bytes(line),
                        bytes(hash),
                        event.id(),
                        event.kind(),
                        subject,
                        controller,
                        String.valueOf(event.about().purpose()),
                        "{" + controller + "}",
                        Timestamps.format(event.at()),
                        Timestamps.format(event.recordedAt()),
                        logged));
        row(Table.SUBJECT_ENTRY, List.of(tenant, subject, n(place.subject()), year, size));
        row(Table.CONTROLLER_ENTRY, List.of(tenant, controller, n(place.controller()), year, size));
        size++;
    }

    /** Adds what the tree came to; the head gets the number of its batch when it is copied. */
    void grown(TileEdge tree, List<Tile> full) {
        String tenant = FilledTables.TENANT.toString();
        for (Tile tile : full) {
            row(
                    Table.TILE,
                    List.of(
                            tenant,
                            year,
                            tile.id().level(),
                            tile.id().index(),
                            bytes(tile.bytes()),
                            bytes(tile.root())));
        }
        row(Table.HEAD, List.of(tenant, year, size, from, bytes(tree.root()), "BATCH"));
    }

    String text(Table table, long batch) {
        String text = Objects.requireNonNull(texts.get(table)).toString();
        return table == Table.HEAD ? text.replace("BATCH", Long.toString(batch)) : text;
    }

    Instant loggedAt() {
        return loggedAt;
    }

    int year() {
        return year;
    }

    long from() {
        return from;
    }

    long size() {
        return size;
    }

    private void row(Table table, List<Object> values) {
        StringBuilder text = Objects.requireNonNull(texts.get(table));
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : "\t").append(values.get(i));
        }
        text.append('\n');
    }

    private static long n(@Nullable Chain chain) {
        return Objects.requireNonNull(chain).n();
    }

    private static String bytes(byte[] bytes) {
        return "\\\\x" + HEX.formatHex(bytes);
    }
}
