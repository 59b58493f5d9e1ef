// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Reach;
import fi.lupa.preference.state.domain.Watermarks;
import java.util.List;
import java.util.Optional;

/**
 * What is held about one recipient.
 *
 * @param own the states that claim the identifier
 * @param lists on which the identifier stands; empty if that cannot be read
 * @param organisations for each organisation behind it, the states that claim that one
 */
record Known(List<StateIndex.Found> own, List<List<StateIndex.Found>> organisations, Optional<Suppressions> lists) {

    /** The states as the rules see them, each with what the organisations have prohibited. */
    List<SubjectState> facts() {
        if (lists.isEmpty()) {
            return List.of(SubjectState.unreadable());
        }
        Suppressions listed = lists.get();
        if (own.isEmpty()) {
            return List.of(SubjectState.unknown().listedOn(listed));
        }
        List<SubjectState> behind = organisations.isEmpty() ? List.of() : behind();
        return own.size() == 1
                ? List.of(facts(own.get(0), behind, listed))
                : own.stream().map(found -> facts(found, behind, listed)).toList();
    }

    private List<SubjectState> behind() {
        return organisations.stream()
                .flatMap(List::stream)
                .map(StateIndex.Found::facts)
                .toList();
    }

    private static SubjectState facts(StateIndex.Found found, List<SubjectState> behind, Suppressions listed) {
        return found.facts().heeding(behind).listedOn(listed);
    }

    /** Tells whether the position was seen in all that the answer would rest on. */
    boolean reached(Position position, Watermarks marks) {
        return Reach.reached(
                position, claims(own), organisations.stream().map(Known::claims).toList(), marks);
    }

    private static List<Reach.Claim> claims(List<StateIndex.Found> found) {
        return found.stream().map(StateIndex.Found::claim).toList();
    }
}
