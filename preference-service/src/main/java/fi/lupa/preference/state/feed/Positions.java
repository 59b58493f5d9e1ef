// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.store.SnapshotStore;
import java.util.HashMap;
import java.util.Map;

/** Translates what is kept by topic name into partitions of the feeds. */
final class Positions {

    private Positions() {}

    static <T> Map<Part, T> of(TopicLayout layout, Map<SnapshotStore.TopicPart, T> kept) {
        Map<Part, T> found = new HashMap<>();
        for (Part part : layout.parts()) {
            T value =
                    kept.get(new SnapshotStore.TopicPart(layout.of(part.feed()).name(), part.partition()));
            if (value != null) {
                found.put(part, value);
            }
        }
        return found;
    }
}
