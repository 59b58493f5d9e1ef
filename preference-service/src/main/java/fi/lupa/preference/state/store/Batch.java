// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.ContactCount;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.SubjectKey;
import fi.lupa.preference.state.wire.SuppressionRecord;
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
    private final Map<SuppressionRecord.Place, FeedRecord.Suppression> suppressions = new LinkedHashMap<>();
    private final Set<SuppressionRecord.Place> distrustedBlocks = new HashSet<>();
    private final Set<SuppressionRecord.Place> unreadBlocks = new HashSet<>();
    private final Map<List<Object>, FeedRecord.Counted> counts = new LinkedHashMap<>();
    private final Set<SubjectKey> unreadCounts = new HashSet<>();
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

    /** What was read of suppression lists, the newest of each place. */
    List<FeedRecord.Suppression> suppressions() {
        return List.copyOf(suppressions.values());
    }

    /** Places of lists of which something could not be read. */
    Set<SuppressionRecord.Place> distrustedBlocks() {
        return distrustedBlocks;
    }

    /** Those of them of which nothing was read afterwards. */
    Set<SuppressionRecord.Place> unreadBlocks() {
        return unreadBlocks;
    }

    @Override
    public void suppression(FeedRecord.Suppression record) {
        SuppressionRecord fresh = record.suppression();
        FeedRecord.Suppression held = suppressions.get(fresh.place());
        if (held == null || !held.suppression().position().isAfter(fresh.position())) {
            suppressions.put(fresh.place(), record);
            unreadBlocks.remove(fresh.place());
        }
    }

    /** What was sent to subjects, the newest word of each epoch. */
    List<FeedRecord.Counted> counts() {
        return List.copyOf(counts.values());
    }

    /** Subjects of whom a count could not be read, and none was afterwards. */
    Set<SubjectKey> unreadCounts() {
        return unreadCounts;
    }

    @Override
    public void counted(FeedRecord.Counted record) {
        ContactCount fresh = record.count();
        List<Object> place = List.of(fresh.key(), fresh.position().epoch());
        FeedRecord.Counted held = counts.get(place);
        if (held == null || !held.count().position().isAfter(fresh.position())) {
            counts.put(place, record);
            unreadCounts.remove(fresh.key());
        }
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
        record.block().ifPresent(place -> {
            distrustedBlocks.add(place);
            unreadBlocks.add(place);
        });
        record.doubt().ifPresent(doubt -> closing.add(record));
        boolean ofCounts = record.origin().part().feed() == Feed.CONTACTS;
        record.subject().ifPresent(key -> {
            if (ofCounts) {
                unreadCounts.add(key);
            } else {
                distrusted.add(key);
                distrustedAfterAll.add(key);
            }
        });
    }
}
