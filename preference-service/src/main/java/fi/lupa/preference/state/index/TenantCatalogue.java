// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.preference.decision.domain.Arrangement;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Partner;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.state.ControllerView;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.CatalogueItem;
import fi.lupa.preference.state.wire.CatalogueKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's catalogue at a moment, arranged for answers: the highest version of each entry, and all versions of notices and arrangements. */
final class TenantCatalogue {

    static final TenantCatalogue EMPTY = of(List.of(), new DoubtedEntries());

    private final Map<String, ControllerView> controllers;
    private final Map<String, List<Mandate>> mandates;

    private final int doubts;

    private TenantCatalogue(Map<String, ControllerView> controllers, Map<String, List<Mandate>> mandates, int doubts) {
        this.controllers = controllers;
        this.mandates = mandates;
        this.doubts = doubts;
    }

    static TenantCatalogue of(Collection<CatalogueEntry> entries, DoubtedEntries doubted) {
        Map<List<Object>, CatalogueEntry> newest = new HashMap<>();
        Arranged arranged = new Arranged();
        for (CatalogueEntry entry : entries) {
            CatalogueEntry.Key key = entry.key();
            if (key.kind().everyVersionCounts()) {
                arranged.versions(key).add(entry);
            } else {
                newest.merge(List.of(key.kind(), key.id()), entry, TenantCatalogue::higher);
            }
        }
        newest.values().forEach(entry -> entry.item().tell(arranged));
        entries.forEach(arranged::written);
        return arranged.catalogue(doubted.beside((kind, id) -> ordinal(newest.get(List.of(kind, id)))));
    }

    private static int ordinal(@Nullable CatalogueEntry entry) {
        return entry == null ? 0 : entry.key().ordinal();
    }

    /** Returns how many records of this tenant are missed. */
    int doubts() {
        return doubts;
    }

    Optional<ControllerView> controller(String key) {
        return Optional.ofNullable(controllers.get(key));
    }

    List<Mandate> mandatesOf(String client) {
        return mandates.getOrDefault(client, List.of());
    }

    private static CatalogueEntry higher(CatalogueEntry one, CatalogueEntry other) {
        return one.key().ordinal() > other.key().ordinal() ? one : other;
    }

    /** Sorts items into the places where answers look for them. */
    private static final class Arranged implements CatalogueItem.Cases {

        private final List<CatalogueItem.Controller> controllers = new ArrayList<>();
        private final Map<String, Map<String, Purpose>> purposes = new HashMap<>();
        private final Map<CatalogueKind, Map<String, List<CatalogueEntry>>> versions =
                new EnumMap<>(CatalogueKind.class);
        private final Map<String, List<Mandate>> mandates = new HashMap<>();
        private final List<Arrangement> arrangements = new ArrayList<>();
        private final Map<String, Partner> partners = new HashMap<>();
        private final List<NoticeVersion> told = new ArrayList<>();
        private @Nullable Instant replacedAt;
        private Position version = new Position(0, 0);

        void written(CatalogueEntry entry) {
            Position position = entry.written().position();
            version = position.isAfter(version) ? position : version;
        }

        List<CatalogueEntry> versions(CatalogueEntry.Key key) {
            return versions.computeIfAbsent(key.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(key.id(), id -> new ArrayList<>());
        }

        TenantCatalogue catalogue(DoubtedEntries.Standing doubts) {
            Map<String, List<NoticeVersion>> allNotices = allNotices();
            tellArrangements();
            doubts.partners().forEach(key -> partners.put(key, Partner.IN_DOUBT));
            Map<String, ControllerView> views = new HashMap<>();
            for (CatalogueItem.Controller item : controllers) {
                String key = item.entry().key();
                CatalogueView view = new CatalogueView(
                        item.entry(),
                        purposes.getOrDefault(key, Map.of()),
                        allNotices,
                        arrangementsOf(key),
                        doubts.about(key),
                        partners);
                views.put(key, new ControllerView(item.domain(), item.region(), item.limits(), view, version));
            }
            return new TenantCatalogue(views, mandates, doubts.count());
        }

        private Map<String, List<NoticeVersion>> allNotices() {
            Map<String, List<NoticeVersion>> all = new HashMap<>();
            entriesOf(CatalogueKind.NOTICE).forEach((id, entries) -> {
                told.clear();
                entries.forEach(version -> version.item().tell(this));
                all.put(id, List.copyOf(told));
            });
            return Map.copyOf(all);
        }

        private Map<String, List<CatalogueEntry>> entriesOf(CatalogueKind kind) {
            return versions.getOrDefault(kind, Map.of());
        }

        private void tellArrangements() {
            for (List<CatalogueEntry> entries :
                    entriesOf(CatalogueKind.ARRANGEMENT).values()) {
                entries.sort(Comparator.comparing(
                                (CatalogueEntry entry) -> entry.key().ordinal())
                        .reversed());
                replacedAt = null;
                for (CatalogueEntry entry : entries) {
                    entry.item().tell(this);
                    replacedAt = entry.written().recordedAt();
                }
            }
        }

        private List<Arrangement> arrangementsOf(String controller) {
            return arrangements.stream()
                    .filter(arrangement -> arrangement.controllers().contains(controller))
                    .toList();
        }

        @Override
        public void controller(CatalogueItem.Controller item) {
            controllers.add(item);
        }

        @Override
        public void purpose(CatalogueItem.PurposeOf item) {
            purposes.computeIfAbsent(item.controller(), controller -> new HashMap<>())
                    .put(item.purpose().key(), item.purpose());
        }

        @Override
        public void notice(CatalogueItem.Notice item) {
            told.add(item.version());
        }

        @Override
        public void mandate(CatalogueItem.MandateOf item) {
            mandates.computeIfAbsent(item.processor(), client -> new ArrayList<>())
                    .add(item.mandate());
        }

        @Override
        public void arrangement(CatalogueItem.JointUse item) {
            Arrangement version = item.arrangement();
            arrangements.add(replacedAt == null ? version : version.replacedAt(replacedAt));
        }

        @Override
        public void partner(CatalogueItem.PartnerOf item) {
            partners.put(item.key(), item.partner());
        }

        @Override
        public void other() {}
    }
}
