// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people ask for beside yes and no: to be called, and how to be contacted. Immutable. */
public record Wishes(List<CallbackRequest> callbacks, List<Preference> preferences) {

    /** Nothing was asked for. */
    public static final Wishes NONE = new Wishes(List.of(), List.of());

    /** Keeps copies. */
    public Wishes {
        callbacks = List.copyOf(callbacks);
        preferences = List.copyOf(preferences);
    }

    /** Returns the callback request with this id. */
    public Optional<CallbackRequest> callback(UUID id) {
        return callbacks.stream().filter(request -> request.id().equals(id)).findFirst();
    }

    /** Returns the request that a call at a controller uses up: the claim's, otherwise the oldest that is open. */
    public Optional<CallbackRequest> usedBy(String controller, @Nullable String digest, Instant now) {
        Optional<CallbackRequest> claimed = callbacks.stream()
                .filter(request -> request.controller().equals(controller) && request.holds(digest))
                .findFirst();
        return claimed.or(() -> callbacks.stream()
                .filter(request -> request.controller().equals(controller) && request.openAt(now))
                .findFirst());
    }

    /** Returns what a controller was told about how to contact. */
    public Optional<Preference> preference(String controller) {
        return preferences.stream()
                .filter(preference -> preference.controller().equals(controller))
                .findFirst();
    }

    boolean names(String controller) {
        return callbacks.stream().anyMatch(request -> request.controller().equals(controller))
                || preference(controller).isPresent();
    }

    Wishes with(CallbackRequest request) {
        return new Wishes(replaced(callbacks, known -> known.id().equals(request.id()), request), preferences);
    }

    Wishes with(Preference preference) {
        return new Wishes(
                callbacks,
                replaced(preferences, known -> known.controller().equals(preference.controller()), preference));
    }

    Wishes after(Objection objection) {
        return new Wishes(
                callbacks.stream().map(request -> request.after(objection)).toList(), preferences);
    }

    /** What two who turn out to be one person asked for: the stricter of both. A call that the other asked for is asked for no more. */
    Wishes joinedBy(Wishes other) {
        Wishes joined = this;
        for (Preference theirs : other.preferences) {
            joined = joined.with(preference(theirs.controller())
                    .map(mine -> mine.joinedBy(theirs))
                    .orElse(theirs));
        }
        return joined;
    }

    /** What stays when identifiers turn out to be somebody else's: nobody knows who of the two said it, so it holds for both. */
    Wishes inherited() {
        return new Wishes(List.of(), preferences);
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> same, T item) {
        List<T> changed = new ArrayList<>(all);
        changed.removeIf(same);
        changed.add(item);
        return changed;
    }
}
