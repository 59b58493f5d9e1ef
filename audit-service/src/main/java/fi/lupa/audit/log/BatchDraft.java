// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Chain;
import fi.lupa.audit.leaf.Leaf;
import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Placement;
import fi.lupa.audit.leaf.RefusedRecord;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.TileEdge;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts events into logs one after the other: indexes, chains and roots grow here, in memory, until the batch commits. */
final class BatchDraft {

    private final Instant loggedAt;
    private final Map<LogKey, LogHead> heads;
    private final Map<LogKey, List<byte[]>> hashes = new LinkedHashMap<>();
    private final Map<ChainKey, Chain> subjects;
    private final Map<ChainKey, Chain> controllers;
    private final List<EntryRow> entries = new ArrayList<>();
    private final List<RejectionRow> rejections = new ArrayList<>();

    /**
     * Begins a draft.
     *
     * @param heads every log that an event will go to
     * @param subjects the next place of each chain that has begun
     */
    BatchDraft(
            Instant loggedAt,
            Map<LogKey, LogHead> heads,
            Map<ChainKey, Chain> subjects,
            Map<ChainKey, Chain> controllers) {
        this.loggedAt = loggedAt;
        this.heads = Map.copyOf(heads);
        this.subjects = new HashMap<>(subjects);
        this.controllers = new HashMap<>(controllers);
    }

    static int year(Instant loggedAt) {
        return loggedAt.atOffset(ZoneOffset.UTC).getYear();
    }

    EntryRow add(LogEvent event) {
        LogKey key = new LogKey(event.tenant(), year(loggedAt));
        LogHead head = heads.get(key);
        if (head == null) {
            throw new IllegalStateException("a log that was not opened");
        }
        List<byte[]> fresh = hashes.computeIfAbsent(key, none -> new ArrayList<>());
        long index = head.tree().size() + fresh.size();
        Chain subject = take(subjects, event.tenant(), event.about().subject(), head.name(), index);
        Chain controller = take(controllers, event.tenant(), event.about().controller(), head.name(), index);
        Placement place = new Placement(loggedAt, subject, controller);
        byte[] line = Leaf.line(event, place);
        byte[] hash = Rfc6962.leafHash(line);
        EntryRow row = new EntryRow(key, index, event, place, line, hash);
        entries.add(row);
        fresh.add(hash);
        return row;
    }

    /** Adds what was refused, told of in the log of that tenant. */
    void add(RefusedRecord refused, String topicId, UUID tenant, UUID id) {
        rejections.add(new RejectionRow(add(refused.event(tenant, id, loggedAt)), topicId, refused));
    }

    private static @Nullable Chain take(
            Map<ChainKey, Chain> chains, UUID tenant, @Nullable String name, String log, long index) {
        if (name == null) {
            return null;
        }
        ChainKey key = new ChainKey(tenant, name);
        Chain place = chains.getOrDefault(key, Chain.FIRST);
        chains.put(key, place.next(log, index));
        return place;
    }

    Instant loggedAt() {
        return loggedAt;
    }

    List<EntryRow> entries() {
        return entries;
    }

    List<RejectionRow> rejections() {
        return rejections;
    }

    /** Returns the logs that grew, as they will stand, with the tiles that became full. */
    List<HeadRow> grown(long batch) {
        List<HeadRow> rows = new ArrayList<>();
        hashes.forEach((key, fresh) -> {
            LogHead head = Objects.requireNonNull(heads.get(key));
            TileEdge.Grown grown = head.tree().append(fresh);
            rows.add(new HeadRow(
                    new LogHead(key, head.name(), grown.edge()), head.tree().size(), batch, grown.full()));
        });
        return rows;
    }
}
