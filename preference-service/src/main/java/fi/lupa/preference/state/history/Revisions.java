// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.history;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Hindsight;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * All stored revisions of one subject, oldest first. Where one is missing that may have been in force, nothing is said: the topic
 * is compacted, so a projector that began late has holes.
 */
record Revisions(List<HeldState> all) {

    Revisions {
        all = List.copyOf(all);
    }

    /** Returns where the newest revision that was recorded by then was written; before the first there is nothing. */
    Position positionAt(Instant known) {
        int count = recordedBy(known);
        return count == 0 ? new Position(0, 0) : all.get(count - 1).written().position();
    }

    /** Returns the facts that held at one moment with what was recorded by another, as asked by these references. */
    List<SubjectState> facts(Instant at, Instant known, Set<Integer> asked) {
        int until = recordedBy(known);
        int from = Math.min(recordedBy(at), until);
        for (int next = from; next <= until && next < all.size(); next++) {
            requireSuccessor(next);
        }
        List<SubjectState> seen = all.subList(0, until).stream()
                .map(state -> state.facts().askedBy(asked))
                .toList();
        return Hindsight.at(at, from == 0 ? null : seen.get(from - 1), seen.subList(from, until));
    }

    private int recordedBy(Instant moment) {
        int count = 0;
        while (count < all.size() && !all.get(count).written().recordedAt().isAfter(moment)) {
            count++;
        }
        return count;
    }

    private void requireSuccessor(int index) {
        StateVersion version = all.get(index).written().version();
        boolean first = index == 0 && version.revision() == 1;
        boolean next =
                index > 0 && follows(version, all.get(index - 1).written().version());
        if (!first && !next) {
            throw new ProblemException(ProblemCode.HISTORY_INCOMPLETE);
        }
    }

    /** A later epoch begins with whatever revision the restored database had come to. */
    private static boolean follows(StateVersion version, StateVersion before) {
        return version.epoch() > before.epoch() || version.revision() == before.revision() + 1;
    }
}
