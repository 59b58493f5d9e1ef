// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How and when a choice was expressed, and when we learned of it.
 *
 * @param at the client's time of the act
 * @param recordedAt our time of recording
 * @param controlDefault null where there was no control, or nothing is known of it
 * @param replayed whether the client has already used this very act
 */
public record Act(
        CaptureMethod method,
        Actor actor,
        Instant at,
        Instant recordedAt,
        @Nullable Original original,
        @Nullable ControlDefault controlDefault,
        boolean conditional,
        boolean bundled,
        boolean replayed,
        @Nullable NoticeRef notice) {

    private static final Duration LATE_LETTER = Duration.ofDays(1);

    /** Returns the same act as one that may hold back more and loosen nothing. */
    public Act addingOnly() {
        return new Act(method, actor, at, recordedAt, original, controlDefault, conditional, bundled, true, notice);
    }

    /** Returns whether the person asked for something in so many words: an own, fresh act, never used before, of its own. */
    public boolean distinctWish() {
        return liftsWhatWasSaidAt(Instant.MIN) && controlDefault != ControlDefault.CHECKED && !conditional && !bundled;
    }

    /** Returns from when a permission counts: never later than it was recorded, for an import not later than the original act. */
    public Instant effectiveAt() {
        Instant earliest = at.isBefore(recordedAt) ? at : recordedAt;
        return original != null && original.at().isBefore(earliest) ? original.at() : earliest;
    }

    /** Returns whether the person acted and staff or a machine did not act instead. */
    public boolean byThePerson() {
        return method.ownAct() && actor != Actor.SYSTEM && (method.witnessed() || actor != Actor.STAFF);
    }

    /** Returns conditions 1 to 4 of what lifts a prohibition: an own act, strictly later, fresh, and never used before. */
    public boolean liftsWhatWasSaidAt(Instant prohibitedAt) {
        return byThePerson() && !replayed && fresh() && effectiveAt().isAfter(prohibitedAt);
    }

    private boolean fresh() {
        return !recordedAt.isAfter(at.plus(method.freshness()));
    }

    /** Returns whether the address itself has confirmed, here or where an import comes from. */
    public boolean confirmedByLink() {
        CaptureMethod used = original != null && method.imported() ? original.method() : method;
        return used == CaptureMethod.DOUBLE_OPT_IN_LINK;
    }

    /** Returns why no permission can be shown to come of this act, or nothing. */
    public Optional<Defect> defect() {
        if (!capable()) {
            return Optional.of(Defect.METHOD);
        }
        if (controlDefault == ControlDefault.CHECKED) {
            return Optional.of(Defect.CONTROL_CHECKED);
        }
        if (conditional || bundled) {
            return Optional.of(conditional ? Defect.CONDITIONAL : Defect.BUNDLED);
        }
        return notice == null ? Optional.of(Defect.NO_NOTICE) : Optional.empty();
    }

    private boolean capable() {
        if (!method.imported()) {
            return method.permissionCapable();
        }
        return original != null && original.method().ownAct();
    }

    /** Returns whether an act at {@code actAt} is so much later than a prohibition that the prohibition was a letter that arrived late. */
    static boolean outlives(Instant actAt, Instant prohibitedAt) {
        return actAt.isAfter(prohibitedAt.plus(LATE_LETTER));
    }
}
