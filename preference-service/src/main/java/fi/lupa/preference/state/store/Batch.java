// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.SubjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some records of one read, sorted into what each table needs; they are given in the order in which they stand. */
final class Batch implements FeedRecord.Cases {

    private final List<FeedRecord.State> states = new ArrayList<>();
    private final Map<SubjectKey, FeedRecord.State> newest = new LinkedHashMap<>();
    private final Map<CatalogueEntry.Key, CatalogueEntry> entries = new LinkedHashMap<>();
    private final Map<Part, Watermark> marks = new HashMap<>();
    private final List<FeedRecord.Rejected> rejections = new ArrayList<>();
    private final List<FeedRecord.Rejected> closing = new ArrayList<>();
    private final Set<SubjectKey> distrusted = new HashSet<>();
    private final Set<SubjectKey> distrustedAfterAll = new HashSet<>();
    private final Map<Part, Long> nextOffsets = new HashMap<>();

    static Batch of(List<FeedRecord> records) {
        Batch batch = new Batch();
        for (FeedRecord entry : records) {
            entry.tell(batch);
            batch.nextOffsets.put(entry.origin().part(), entry.origin().offset() + 1);
        }
        return batch;
    }

    List<FeedRecord.State> states() {
        return states;
    }

    List<FeedRecord.State> newest() {
        return List.copyOf(newest.values());
    }

    List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    Map<Part, Watermark> marks() {
        return marks;
    }

    List<FeedRecord.Rejected> rejections() {
        return rejections;
    }

    /** Subjects of whom something could not be read. */
    Set<SubjectKey> distrusted() {
        return distrusted;
    }

    /** Those of them about whom no later state was read afterwards. */
    Set<SubjectKey> distrustedAfterAll() {
        return distrustedAfterAll;
    }

    Map<Part, Long> nextOffsets() {
        return nextOffsets;
    }

    @Override
    public void state(FeedRecord.State record) {
        states.add(record);
        SubjectKey key = record.state().key();
        FeedRecord.State held = newest.get(key);
        if (held == null
                || record.state()
                        .written()
                        .version()
                        .replaces(held.state().written().version())) {
            newest.put(key, record);
            distrustedAfterAll.remove(key);
        }
    }

    @Override
    public void catalogue(FeedRecord.Catalogue record) {
        entries.merge(record.entry().key(), record.entry(), (held, fresh) -> fresh.replaces(held) ? fresh : held);
        closing.removeIf(rejected -> rejected.doubt().equals(Optional.of(CatalogueDoubt.of(record.entry()))));
    }

    /** What of the catalogue is in doubt and was not read afterwards is kept with its rejection; this tells which. */
    boolean closes(FeedRecord.Rejected rejected) {
        return closing.contains(rejected);
    }

    @Override
    public void mark(FeedRecord.Mark record) {
        marks.put(record.origin().part(), record.watermark());
    }

    @Override
    public void ignored(FeedRecord.Ignored record) {}

    @Override
    public void rejected(FeedRecord.Rejected record) {
        rejections.add(record);
        record.doubt().ifPresent(doubt -> closing.add(record));
        record.subject().ifPresent(key -> {
            distrusted.add(key);
            distrustedAfterAll.add(key);
        });
    }
}
