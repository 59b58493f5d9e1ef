// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.PermissionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How one choice stands, as a person is told. */
public enum ChoiceStatus {
    /** A permission stands. */
    ON,
    /** It waits for the address to confirm it. */
    WAITING,
    /** The person has said no. */
    STOPPED,
    /** The person has said nothing that stands. */
    OPEN;

    /** Returns how a choice stands for these identifiers of a subject; one no among them is a no. */
    public static ChoiceStatus of(
            Controller controller, Purpose purpose, ChoiceKey key, PermissionState state, Set<Integer> refs) {
        List<Objection> objections = state.against(key, PurposeRulesReader.of(purpose, controller), List.of());
        List<Cell> cells = new ArrayList<>();
        refs.forEach(ref -> cells.add(state.cell(key, ref)));
        cells.add(state.cell(key, null));
        boolean on = cells.stream().anyMatch(cell -> stands(cell, objections));
        boolean waiting = cells.stream().anyMatch(cell -> cell.pending() != null);
        boolean no = !objections.isEmpty() || cells.stream().anyMatch(cell -> cell.prohibition() != null);
        if (on) {
            return ON;
        }
        if (waiting) {
            return WAITING;
        }
        return no ? STOPPED : OPEN;
    }

    /** Returns when what waits was asked for, the latest; the beginning of time if nothing waits. */
    public static Instant waitingSince(ChoiceKey key, PermissionState state, int ref) {
        var pending = state.cell(key, ref).pending();
        return pending == null ? Instant.EPOCH : pending.recordedAt();
    }

    private static boolean stands(Cell cell, List<Objection> objections) {
        Permission permission = cell.permission();
        return permission != null
                && permission.expiredAt() == null
                && objections.stream().allMatch(objection -> permission.lifts().contains(objection.id()));
    }
}
