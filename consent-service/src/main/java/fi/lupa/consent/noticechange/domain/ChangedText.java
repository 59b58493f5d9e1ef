// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange.domain;

import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.NoticeRef;
import fi.lupa.consent.permission.domain.Permission;
import fi.lupa.consent.permission.domain.PermissionState;
import java.util.List;
import java.util.Set;

/**
 * A version of a notice that says something else than those before it.
 *
 * @param earlier the versions before it
 * @param affects purposes, also as {@code controller/purpose}; none: all
 * @param controllers who may rely on a consent given under it
 */
public record ChangedText(
        String id, String version, Set<String> earlier, Set<String> affects, Set<String> controllers) {

    /** Keeps copies. */
    public ChangedText {
        earlier = Set.copyOf(earlier);
        affects = Set.copyOf(affects);
        controllers = Set.copyOf(controllers);
    }

    /** Returns what stands and rests on an earlier text; nothing of what was withdrawn, refused, never confirmed or has run out. */
    public List<Cell> restingOnEarlier(PermissionState state) {
        return state.choices().stream().filter(this::rests).toList();
    }

    private boolean rests(Cell cell) {
        Permission permission = cell.permission();
        return permission != null
                && permission.expiredAt() == null
                && controllers.contains(cell.controller())
                && isAffected(cell)
                && isEarlier(permission);
    }

    private boolean isEarlier(Permission permission) {
        NoticeRef notice = permission.notice();
        return notice != null && notice.id().equals(id) && earlier.contains(notice.version());
    }

    private boolean isAffected(Cell cell) {
        return affects.isEmpty()
                || affects.contains(cell.purpose())
                || affects.contains(cell.controller() + "/" + cell.purpose());
    }
}
