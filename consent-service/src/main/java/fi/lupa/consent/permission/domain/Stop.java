// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a person's plain "stop this" has to be recorded as, so that it says no more and no less than the person meant. */
public enum Stop {
    /** Something was given or asked for: it is taken back. */
    WITHDRAW,
    /** Nothing was given, so contact rests on something else: an objection ends it. */
    OBJECT,
    /** The same no stands already. */
    NOTHING_NEW;

    /** Who presses the button twice says one thing. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    /** Returns what a stop of this choice for this identifier comes to; said again later, it is the person's last word once more. */
    public static Stop of(PermissionState state, ChoiceKey key, int identifier, Instant at) {
        Cell cell = state.cell(key, identifier);
        if (cell.permission() != null || cell.pending() != null || cell.undemonstrable() != null) {
            return WITHDRAW;
        }
        List<Instant> prohibited = Stream.of(cell, state.cell(key, null))
                .map(Cell::prohibition)
                .filter(Objects::nonNull)
                .map(Prohibition::at)
                .toList();
        Stream<Instant> objected =
                state.objections().stream().filter(said -> same(said, key)).map(Objection::at);
        if (Stream.concat(prohibited.stream(), objected).anyMatch(said -> covers(said, at))) {
            return NOTHING_NEW;
        }
        return prohibited.isEmpty() ? OBJECT : WITHDRAW;
    }

    /** Returns whether a no of then says all that the same no says now. */
    public static boolean covers(Instant then, Instant now) {
        return !then.plus(AT_ONCE).isBefore(now);
    }

    private static boolean same(Objection objection, ChoiceKey key) {
        return objection.liftedAt() == null
                && objection.scope() == ObjectionScope.PURPOSE
                && objection.controller().equals(key.controller())
                && key.purpose().equals(objection.purpose())
                && objection.channel() == key.channel();
    }
}
