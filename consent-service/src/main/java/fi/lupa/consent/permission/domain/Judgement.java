// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Decides what may come of a yes: the five conditions under which it lifts an earlier no, and what it must bring along itself.
 *
 * <p>A table in order: the first reason that applies is the one that is said.
 */
final class Judgement {

    private Judgement() {}

    static Effect of(PermissionState state, Given given) {
        Act act = given.act();
        if (act.defect().isPresent()) {
            return Effect.none(RecordState.NOT_DEMONSTRABLE, Because.NOT_DEMONSTRABLE);
        }
        if (act.replayed()) {
            return Effect.none(RecordState.GIVEN, Because.REPLAYED_ACT);
        }
        List<Prohibition> prohibitions = prohibitions(state, given);
        List<Objection> objections =
                state.against(given.key(), given.rules(), given.terms().topics());
        if (blocked(given, prohibitions, objections)) {
            return Effect.none(RecordState.GIVEN, Because.LATER_PROHIBITION);
        }
        if (needsControl(given, prohibitions, objections)) {
            return Effect.none(RecordState.PENDING_CONFIRMATION, Because.NEEDS_CONTROL_OF_ADDRESS);
        }
        if (given.rules().doubleOptIn() && !act.confirmedByLink()) {
            return Effect.none(RecordState.PENDING_CONFIRMATION, Because.NEEDS_CONFIRMATION);
        }
        return Effect.of(RecordState.GIVEN);
    }

    /**
     * What stands in the way, lifted before or not. A withdrawal takes away what was given for its identifier; an import, which is no act of
     * the person, stops at a prohibition for any identifier of the subject.
     */
    private static List<Prohibition> prohibitions(PermissionState state, Given given) {
        boolean imported = given.act().method().imported();
        return state.choices().stream()
                .filter(cell -> cell.about(given.key()))
                .filter(cell -> imported || cell.at(null) || cell.at(given.identifier()))
                .map(Cell::prohibition)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean blocked(Given given, List<Prohibition> prohibitions, List<Objection> objections) {
        List<Instant> said = new ArrayList<>();
        prohibitions.forEach(prohibition -> said.add(prohibition.at()));
        objections.forEach(objection -> said.add(objection.at()));
        Stream.ofNullable(given.listedAt()).forEach(said::add);
        return said.stream().anyMatch(at -> !given.act().liftsWhatWasSaidAt(at));
    }

    private static boolean needsControl(Given given, List<Prohibition> prohibitions, List<Objection> objections) {
        boolean stopped = !objections.isEmpty() || given.listedAt() != null;
        boolean asked = stopped || (given.rules().withdrawalNeedsControl() && !prohibitions.isEmpty());
        return asked && !given.act().method().showsControl(given.identifierType());
    }
}
