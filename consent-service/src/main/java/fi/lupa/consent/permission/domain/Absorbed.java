// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another subject turned out to be the same person. The prohibitions of both hold, a permission stays with its identifier and comes under
 * the objections of both, and nothing is lifted: a no for every identifier of one ends what was given with those of the other, whatever the dates.
 *
 * @param refs the references of the other's identifiers: as they were, and as they are from now on
 */
public record Absorbed(PermissionState other, Map<Integer, Integer> refs) implements PermissionFact {

    /** Keeps a copy. */
    public Absorbed {
        refs = Map.copyOf(refs);
    }

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = described(state);
        for (Objection objection : other.objections()) {
            next = next.with(MostRestrictive.of(state.objection(objection.id()), objection));
        }
        for (Cell cell : other.choices()) {
            next = taken(next, cell);
        }
        Set<Integer> moved = new HashSet<>(refs.values());
        for (Cell cell : state.choices()) {
            next = cell.at(null) ? stopped(next, cell, moved, true) : next;
        }
        for (Cell cell : other.choices()) {
            next = cell.at(null) ? stopped(next, cell, moved, false) : next;
        }
        return new Folding(next.with(wishes(next.wishes())), null);
    }

    /** A call that one asked for is ended by what the other objects to, as if one person had said both. */
    private Wishes wishes(Wishes mine) {
        Wishes joined = mine.joinedBy(other.wishes());
        for (Objection objection : other.objections()) {
            joined = objection.liftedAt() == null ? joined.after(objection) : joined;
        }
        return joined;
    }

    /** What was said for an identifier that is no longer there is kept for all that are. */
    private PermissionState taken(PermissionState state, Cell cell) {
        @Nullable Integer ref = cell.identifier() == null ? null : refs.get(cell.identifier());
        return state.changing(cell.key(), ref, mine -> mine.joinedBy(cell));
    }

    private static PermissionState stopped(PermissionState state, Cell forAll, Set<Integer> moved, boolean among) {
        Prohibition no = forAll.prohibition();
        return no == null
                ? state
                : state.changingAll(
                        cell -> cell.about(forAll.key())
                                && !cell.at(null)
                                && moved.contains(cell.identifier()) == among,
                        cell -> cell.stopped(no));
    }

    private PermissionState described(PermissionState state) {
        PermissionState next = state.next();
        for (Contact mine : state.contacts()) {
            next = next.with(other.contact(mine.controller())
                    .map(theirs -> MostRestrictive.of(mine, theirs))
                    .orElseGet(() -> MostRestrictive.alone(mine)));
        }
        for (Contact theirs : other.contacts()) {
            boolean both = state.contact(theirs.controller()).isPresent();
            next = both ? next : next.with(MostRestrictive.alone(theirs));
        }
        for (Relationship mine : state.relationships()) {
            next = next.with(other.relationship(mine)
                    .map(theirs -> MostRestrictive.of(mine, theirs))
                    .orElseGet(() -> MostRestrictive.alone(mine)));
        }
        for (Relationship theirs : other.relationships()) {
            boolean both = state.relationship(theirs).isPresent();
            next = both ? next : next.with(MostRestrictive.alone(theirs));
        }
        return next;
    }
}
