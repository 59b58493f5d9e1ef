// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What held of a person at a moment, with what was recorded only later: a prohibition that was said by then counts from when it
 * was said, a permission from when it had effect.
 *
 * <p>A state keeps of several prohibitions of one choice the one said last, so an older one that arrives late may be hidden by it.
 * Where a revision may hide one, or nothing tells why a permission is gone, nothing can be said.
 */
public final class Hindsight {

    private final Instant at;
    private final Map<Place, ChoiceCell> cells = new LinkedHashMap<>();
    private final Map<String, Objection> objections = new LinkedHashMap<>();
    private final Set<Restriction> restrictions = new HashSet<>();
    private boolean clear = true;

    private Hindsight(Instant at, SubjectState then) {
        this.at = at;
        then.choices().forEach(cell -> cells.put(Place.of(cell), cell));
        then.objections().forEach(objection -> objections.put(objection.id(), objection));
        restrictions.addAll(then.restrictions());
    }

    /** The key of a cell. */
    private record Place(
            String controller,
            String purpose,
            @Nullable Channel channel,
            @Nullable Integer identifier) {

        static Place of(ChoiceCell cell) {
            return new Place(cell.controller(), cell.purpose(), cell.channel(), cell.identifier());
        }

        ChoiceCell empty() {
            return new ChoiceCell(controller, purpose, channel, identifier, null, null, null, null, null);
        }
    }

    /**
     * Returns the facts that held at the moment; two states where what is on file about the contact has changed since, because
     * that has no time of its own: the answer must hold by both.
     *
     * @param then the state as it was recorded by then; null if the person was not known yet
     * @param later the revisions recorded after that, as far as they are to be known, oldest first
     */
    public static List<SubjectState> at(Instant at, @Nullable SubjectState then, List<SubjectState> later) {
        if (later.isEmpty()) {
            return then == null ? List.of() : List.of(then);
        }
        SubjectState newest = later.get(later.size() - 1);
        SubjectState previous = then == null ? SubjectState.unknown() : then;
        Hindsight seen = new Hindsight(at, previous);
        for (SubjectState revision : later) {
            seen.learn(previous, revision);
            previous = revision;
        }
        if (!seen.clear) {
            return List.of(SubjectState.unreadable());
        }
        return then == null || then.describesAs(newest)
                ? List.of(seen.with(newest))
                : List.of(seen.with(then), seen.with(newest));
    }

    private void learn(SubjectState previous, SubjectState revision) {
        List<Instant> said = newlySaid(previous, revision);
        boolean afterwards = !said.isEmpty() && said.stream().allMatch(act -> act.isAfter(at));
        boolean mayHide = previous.choices().stream()
                .flatMap(cell -> Stream.ofNullable(cell.prohibition()))
                .anyMatch(no -> no.at().isAfter(at));
        clear = clear && (afterwards || !mayHide);
        Map<Place, ChoiceCell> fresh = new LinkedHashMap<>();
        cells.keySet().forEach(place -> fresh.put(place, place.empty()));
        revision.choices().forEach(cell -> fresh.put(Place.of(cell), cell));
        fresh.forEach((place, cell) -> cells.merge(place, seen(place.empty(), cell, true), (held, same) -> {
            clear = clear && (!isGone(held, cell) || !said.isEmpty());
            return seen(held, cell, afterwards);
        }));
        revision.objections().stream()
                .filter(no -> objections.containsKey(no.id()) || !no.at().isAfter(at))
                .forEach(objection -> objections.put(objection.id(), objection));
        revision.restrictions().stream()
                .filter(set -> set.from() == null || !set.from().isAfter(at))
                .forEach(restrictions::add);
    }

    /** Returns when each act was done that the revision shows and the one before does not. All of one capture have one time. */
    private static List<Instant> newlySaid(SubjectState previous, SubjectState revision) {
        Set<Object> known = new HashSet<>();
        acts(previous).forEach(act -> known.add(act.id()));
        return acts(revision)
                .filter(act -> !known.contains(act.id()))
                .map(Said::at)
                .toList();
    }

    private static Stream<Said> acts(SubjectState state) {
        Stream<Said> choices = state.choices().stream()
                .flatMap(cell -> Stream.concat(
                        Stream.ofNullable(cell.permission()).map(yes -> new Said(yes.recordId(), yes.at())),
                        Stream.ofNullable(cell.prohibition()).map(no -> new Said(no.recordId(), no.at()))));
        return Stream.concat(choices, state.objections().stream().map(no -> new Said(no.id(), no.at())));
    }

    /** An act of the person. */
    private record Said(String id, Instant at) {}

    private ChoiceCell seen(ChoiceCell held, ChoiceCell fresh, boolean afterwards) {
        Permission kept = afterwards || !isGone(held, fresh) ? held.permission() : null;
        Permission yes = fresh.permission();
        boolean hadEffect =
                yes != null && (same(kept, yes) || !yes.effectiveAt().isAfter(at));
        Prohibition no = fresh.prohibition();
        boolean wasSaid = no != null && !no.at().isAfter(at);
        return new ChoiceCell(
                held.controller(),
                held.purpose(),
                held.channel(),
                held.identifier(),
                hadEffect ? yes : kept,
                wasSaid ? no : held.prohibition(),
                held.pending(),
                held.undemonstrable(),
                wasAsked(held, fresh));
    }

    /** That consent was asked for counts from whenever it is known. */
    private static @Nullable Instant wasAsked(ChoiceCell held, ChoiceCell fresh) {
        return fresh.askedAt() == null ? held.askedAt() : fresh.askedAt();
    }

    private static boolean isGone(ChoiceCell held, ChoiceCell fresh) {
        return held.permission() != null && !same(held.permission(), fresh.permission());
    }

    private static boolean same(@Nullable Permission one, @Nullable Permission other) {
        return one != null && other != null && Objects.equals(one.recordId(), other.recordId());
    }

    private SubjectState with(SubjectState description) {
        return new SubjectState(
                description.status(),
                description.revision(),
                description.asked(),
                List.copyOf(cells.values()),
                List.copyOf(objections.values()),
                description.contacts(),
                description.relationships(),
                new ArrayList<>(restrictions),
                description.rightsRequests(),
                description.suppressions(),
                description.wishes(),
                description.sendings());
    }
}
