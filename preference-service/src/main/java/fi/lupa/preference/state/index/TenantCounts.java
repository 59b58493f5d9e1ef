// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.state.wire.ContactCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was sent to the subjects of one tenant. Counts are whole, so the newest of an epoch replaces the others; but a new epoch begins with a
 * restored database that may know less, so the higher count of each day stands.
 */
final class TenantCounts {

    private final Map<SubjectId, Held> subjects = new ConcurrentHashMap<>();

    private record Held(Map<Integer, ContactCount> byEpoch, Sendings all, boolean unreadable) {

        static final Held NOTHING = new Held(Map.of(), Sendings.NONE, false);

        Held with(ContactCount fresh) {
            ContactCount held = byEpoch.get(fresh.position().epoch());
            if (held != null && held.position().isAfter(fresh.position())) {
                return this;
            }
            Map<Integer, ContactCount> more = new HashMap<>(byEpoch);
            more.put(fresh.position().epoch(), fresh);
            return new Held(more, new Sendings(true, highest(more)), false);
        }

        private static List<Sendings.Day> highest(Map<Integer, ContactCount> byEpoch) {
            Map<List<Object>, Sendings.Day> highest = new HashMap<>();
            byEpoch.values().stream()
                    .flatMap(count -> count.days().stream())
                    .forEach(day -> highest.merge(
                            List.of(day.controller(), day.channel(), day.day()),
                            day,
                            (one, other) -> one.sent() >= other.sent() ? one : other));
            return List.copyOf(highest.values());
        }
    }

    void put(ContactCount count) {
        subjects.merge(count.key().subject(), Held.NOTHING.with(count), (held, same) -> held.with(count));
    }

    /** Notes that a later count of the subject could not be read; until one is, nobody can tell how much was sent. */
    void distrust(SubjectId subject) {
        subjects.merge(
                subject,
                new Held(Map.of(), Sendings.NONE, true),
                (held, same) -> new Held(held.byEpoch(), held.all(), true));
    }

    Sendings of(SubjectId subject) {
        Held held = subjects.get(subject);
        if (held == null) {
            return Sendings.NONE;
        }
        return held.unreadable() ? new Sendings(false, held.all().days()) : held.all();
    }
}
