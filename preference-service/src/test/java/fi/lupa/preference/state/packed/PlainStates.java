// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The states of one tenant as plain maps of objects: what the packed ones have to say the same as. */
final class PlainStates {

    private final Map<SubjectId, Slot> subjects = new ConcurrentHashMap<>();
    private final Map<IdentifierKey, List<Slot>> byKey = new ConcurrentHashMap<>();

    /** The place of one subject, for as long as the index lives. */
    private static final class Slot {

        private volatile PackedStates.@Nullable Held held;
    }

    void put(HeldState state) {
        Slot slot = subjects.computeIfAbsent(state.key().subject(), subject -> new Slot());
        PackedStates.Held before = slot.held;
        if (before != null
                && !state.written().version().replaces(before.state().written().version())) {
            return;
        }
        slot.held = new PackedStates.Held(state, false);
        Set<IdentifierKey> old = before == null ? Set.of() : keys(before.state());
        Set<IdentifierKey> now = keys(state);
        now.stream()
                .filter(key -> !old.contains(key))
                .forEach(key -> byKey.merge(key, List.of(slot), PlainStates::join));
        old.stream()
                .filter(key -> !now.contains(key))
                .forEach(key -> byKey.computeIfPresent(key, (same, slots) -> without(slots, slot)));
    }

    /** Notes that something about the subject could not be read; until a later state comes, nobody is told "yes". */
    void distrust(SubjectId subject) {
        Slot slot = subjects.get(subject);
        PackedStates.Held held = slot == null ? null : slot.held;
        if (slot != null && held != null) {
            slot.held = new PackedStates.Held(held.state(), true);
        }
    }

    List<PackedStates.Held> find(List<IdentifierKey> keys) {
        if (keys.stream().noneMatch(byKey::containsKey)) {
            return List.of();
        }
        return keys.stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .distinct()
                .flatMap(slot -> Stream.ofNullable(slot.held))
                .filter(held -> held.state().claims(keys))
                .sorted(Comparator.comparing(
                        held -> held.state().key().subject().value()))
                .toList();
    }

    int identifiers() {
        return byKey.size();
    }

    private static Set<IdentifierKey> keys(HeldState state) {
        return state.identifiers().stream().map(IdentifierClaim::key).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Slot> join(List<Slot> slots, List<Slot> more) {
        List<Slot> all = new ArrayList<>(slots);
        more.stream().filter(slot -> !slots.contains(slot)).forEach(all::add);
        return List.copyOf(all);
    }

    private static @Nullable List<Slot> without(List<Slot> slots, Slot gone) {
        List<Slot> left =
                slots.stream().filter(slot -> !Objects.equals(slot, gone)).toList();
        return left.isEmpty() ? null : left;
    }
}
