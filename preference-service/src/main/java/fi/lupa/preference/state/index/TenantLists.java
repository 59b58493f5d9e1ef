// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.wire.SuppressionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The suppression lists of one tenant by name. */
final class TenantLists {

    private static final Optional<Suppressions> ON_NONE = Optional.of(Suppressions.NONE);

    private final Map<String, SuppressionList> lists = new ConcurrentHashMap<>();

    void put(SuppressionRecord suppression) {
        list(suppression.place().list()).put(suppression);
    }

    void distrust(SuppressionRecord.Place place) {
        list(place.list()).distrust(place);
    }

    void settle() {
        lists.values().forEach(SuppressionList::settle);
    }

    /** Returns where the identifier stands; empty if that cannot be told. */
    Optional<Suppressions> of(StateIndex.Lookup lookup) {
        if (lists.isEmpty()) {
            return ON_NONE;
        }
        Stream<String> asked = Stream.of("own:", "phone:", "postal:").map(kind -> kind + lookup.controller());
        String erased = "erased:" + lookup.domain();
        boolean unreadable = Stream.concat(asked, Stream.of(erased))
                .flatMap(name -> Stream.ofNullable(lists.get(name)))
                .anyMatch(list -> lookup.keys().stream().anyMatch(list::isUnreadableAt));
        return unreadable
                ? Optional.empty()
                : Optional.of(new Suppressions(
                        isOn(erased, lookup.keys()),
                        isOn("own:" + lookup.controller(), lookup.keys()),
                        register("phone:" + lookup.controller(), lookup.keys()),
                        register("postal:" + lookup.controller(), lookup.keys())));
    }

    private Suppressions.Register register(String name, List<IdentifierKey> keys) {
        SuppressionList list = lists.get(name);
        return list == null
                ? Suppressions.Register.NONE
                : new Suppressions.Register(isOn(name, keys), list.asOf().orElse(null));
    }

    private boolean isOn(String name, List<IdentifierKey> keys) {
        SuppressionList list = lists.get(name);
        return list != null && keys.stream().anyMatch(list::contains);
    }

    private SuppressionList list(String name) {
        return lists.computeIfAbsent(name, anyone -> new SuppressionList());
    }
}
