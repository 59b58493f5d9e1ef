// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An order to tell people of a version of a notice.
 *
 * @param controllers whose people are told: those of the version when it was ordered
 * @param dryRun whether people are only counted
 * @param listedTo how far the present pass over the people has come
 * @param found how many the present pass has found
 */
record NoticeChange(
        UUID id,
        String notice,
        String version,
        Set<String> controllers,
        boolean dryRun,
        Instant recordedAt,
        Instant effectiveFrom,
        Stage stage,
        String listedTo,
        int found) {

    /** Before every subject. */
    static final String START = "";

    /** Keeps a copy. */
    NoticeChange {
        controllers = Set.copyOf(controllers);
    }

    /** Where an order is. */
    enum Stage {
        /** The version is not in force. */
        WAITING,
        /** The people concerned are being found. */
        LISTING,
        /** They are being told; then a last pass looks who has come to be concerned meanwhile. */
        TELLING,
        /** A pass has found nobody new. */
        DONE,
        /** Stopped; ordered again it goes on. */
        CANCELLED
    }

    boolean isOver() {
        return stage == Stage.DONE || stage == Stage.CANCELLED;
    }

    /** The name of the lock under which one process at a time changes it. */
    String lock() {
        return "notice-change:" + id;
    }

    NoticeChange at(Stage next, String place, int newlyFound) {
        return new NoticeChange(
                id, notice, version, controllers, dryRun, recordedAt, effectiveFrom, next, place, newlyFound);
    }
}
