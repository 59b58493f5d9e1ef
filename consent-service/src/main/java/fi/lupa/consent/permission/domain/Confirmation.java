// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Says whether a confirmation link still confirms what it was sent for. */
public final class Confirmation {

    private Confirmation() {}

    /**
     * Returns whether the pending record is still there, in time, and the person has not objected since: a link confirms what was asked, it
     * is no answer to a later no.
     *
     * @param topics those the waiting record names
     */
    public static boolean stands(
            PermissionState state, Cell cell, UUID recordId, PurposeRules rules, List<String> topics, Instant now) {
        Pending pending = cell.pending();
        if (pending == null || !pending.recordId().equals(recordId)) {
            return false;
        }
        Instant expiresAt = pending.expiresAt();
        boolean inTime = expiresAt == null || now.isBefore(expiresAt);
        return inTime
                && state.objections().stream()
                        .filter(objection -> objection.covers(cell.key(), rules, topics, state.kind(cell.controller())))
                        .noneMatch(objection -> !objection.recordedAt().isBefore(pending.recordedAt()));
    }
}
