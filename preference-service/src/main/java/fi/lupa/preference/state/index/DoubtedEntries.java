// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.state.wire.CatalogueDoubt;
import fi.lupa.preference.state.wire.CatalogueEntry;
import fi.lupa.preference.state.wire.CatalogueKind;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What of one tenant's catalogue could not be read. A doubt about one version ends when that very version is read after all;
 * it also lies behind once a higher version is held, except for notices and arrangements, of which every version counts.
 */
final class DoubtedEntries {

    private final Set<CatalogueDoubt.Entry> entries = new HashSet<>();
    private boolean everything;

    void add(CatalogueDoubt doubt) {
        doubt.entry().ifPresentOrElse(entries::add, () -> everything = true);
    }

    void read(CatalogueEntry entry) {
        CatalogueEntry.Key key = entry.key();
        entries.remove(new CatalogueDoubt.Entry(key.kind(), key.id(), entry.version()));
    }

    /** Returns the doubts that stand beside entries whose highest numbers the function tells; 0 for one that is not held. */
    Standing beside(BiFunction<CatalogueKind, String, Integer> highest) {
        return new Standing(
                everything,
                entries.stream()
                        .filter(doubt -> !doubt.isBehind(highest.apply(doubt.kind(), doubt.id())))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The doubts that stand. Groups are not among what answers rest on, so a doubt about one stops nothing. */
    record Standing(boolean everything, Set<CatalogueDoubt.Entry> entries) {

        int count() {
            return entries.size() + (everything ? 1 : 0);
        }

        /** Returns what is in doubt for answers on behalf of one controller. */
        Doubts about(String controller) {
            boolean own = ids(CatalogueKind.CONTROLLER).contains(controller);
            return new Doubts(
                    everything || own || !ids(CatalogueKind.ARRANGEMENT).isEmpty(),
                    !ids(CatalogueKind.MANDATE).isEmpty(),
                    ids(CatalogueKind.PURPOSE).stream()
                            .filter(id -> id.startsWith(controller + "/"))
                            .map(id -> id.substring(controller.length() + 1))
                            .collect(Collectors.toUnmodifiableSet()),
                    ids(CatalogueKind.NOTICE));
        }

        /** Returns the keys of partners of whom nobody can tell whether they still are. */
        Set<String> partners() {
            return ids(CatalogueKind.PARTNER);
        }

        private Set<String> ids(CatalogueKind kind) {
            return entries.stream()
                    .filter(doubt -> doubt.kind() == kind)
                    .map(CatalogueDoubt.Entry::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
