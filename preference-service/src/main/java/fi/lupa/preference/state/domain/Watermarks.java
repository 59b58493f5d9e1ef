// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The newest mark of every partition; an immutable value. A partition without a mark makes everything unknown. */
public final class Watermarks {

    private final Set<Part> parts;
    private final Map<Part, Watermark> marks;
    private final Optional<Instant> asOf;

    private Watermarks(Set<Part> parts, Map<Part, Watermark> marks) {
        this.parts = parts;
        this.marks = marks;
        boolean complete = !parts.isEmpty() && marks.keySet().containsAll(parts);
        this.asOf = complete
                ? parts.stream().map(marks::get).map(Watermark::completeTo).min(Instant::compareTo)
                : Optional.empty();
    }

    /** Returns marks of which none was heard yet, for exactly these partitions. */
    public static Watermarks silent(Set<Part> parts) {
        return new Watermarks(Set.copyOf(parts), Map.of());
    }

    /** Returns these marks and the given ones; marks of other partitions than ours are left out. */
    public Watermarks heard(Map<Part, Watermark> fresh) {
        Map<Part, Watermark> merged = new HashMap<>(marks);
        fresh.forEach((part, mark) -> {
            if (parts.contains(part)) {
                merged.merge(part, mark, Watermark::and);
            }
        });
        return new Watermarks(parts, merged);
    }

    /** Returns marks for the same partitions, none of them heard. */
    public Watermarks unheard() {
        return silent(parts);
    }

    /** Returns these marks as they say nothing of what came after the moment. */
    public Watermarks until(Instant moment) {
        Map<Part, Watermark> clipped = new HashMap<>();
        marks.forEach((part, mark) ->
                clipped.put(part, mark.completeTo().isAfter(moment) ? new Watermark(mark.position(), moment) : mark));
        return new Watermarks(parts, clipped);
    }

    /** Returns the moment up to which the held state is complete; empty while a partition is silent. */
    public Optional<Instant> asOf() {
        return asOf;
    }

    /** Returns the place below which everything of every partition is held; empty while a partition is silent. */
    public Optional<Position> lowest() {
        return asOf.isEmpty()
                ? Optional.empty()
                : marks.values().stream().map(Watermark::position).min(Position::compareTo);
    }

    /** Returns the newest mark of each partition from which one was heard. */
    public Map<Part, Watermark> newest() {
        return Map.copyOf(marks);
    }

    /** Returns the partitions from which it must be heard. */
    public Set<Part> parts() {
        return parts;
    }

    /** Tells whether every partition of the feed that the predicate names has passed the position. */
    public boolean passed(Feed feed, Predicate<Integer> partition, Position position) {
        Set<Part> asked = parts.stream()
                .filter(part -> part.feed() == feed && partition.test(part.partition()))
                .collect(Collectors.toUnmodifiableSet());
        return !asked.isEmpty()
                && asked.stream().allMatch(part -> {
                    Watermark mark = marks.get(part);
                    return mark != null && mark.position().isAfter(position);
                });
    }

    /** Returns how many partitions the feed has. */
    public int partitions(Feed feed) {
        return (int) parts.stream().filter(part -> part.feed() == feed).count();
    }
}
