// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks through facts in plain loops: there are few of each kind, and of most kinds none, which then costs and allocates nothing (ADR 0061). */
final class Among {

    private Among() {}

    static <T> boolean any(List<T> facts, Predicate<? super T> wanted) {
        for (int i = 0; i < facts.size(); i++) {
            if (wanted.test(facts.get(i))) {
                return true;
            }
        }
        return false;
    }

    static <T> Optional<T> first(List<T> facts, Predicate<? super T> wanted) {
        for (int i = 0; i < facts.size(); i++) {
            T fact = facts.get(i);
            if (wanted.test(fact)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }

    /** Returns all that are wanted, in their order. */
    static <T> List<T> all(List<T> facts, Predicate<? super T> wanted) {
        List<T> found = List.of();
        for (int i = 0; i < facts.size(); i++) {
            T fact = facts.get(i);
            if (wanted.test(fact)) {
                found = with(found, fact);
            }
        }
        return found;
    }

    /** Returns the list with one more; the list itself must not be used after that. */
    static <T> List<T> with(List<T> found, T more) {
        if (found.isEmpty()) {
            return List.of(more);
        }
        List<T> longer = found.size() == 1 ? new ArrayList<>(found) : found;
        longer.add(more);
        return longer;
    }
}
