// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import java.util.Collection;
import java.util.List;

/**
 * Decides whether the held state contains the change that a revision token stands for (M5).
 *
 * <p>The catalogue must have passed the token as well, because the token may stand for a change of the catalogue; only a state
 * that was written by the token's own transaction is proof enough alone.
 */
public final class Reach {

    private Reach() {}

    /** A state that claims the asked identifier: where it was written, and which partition carries its subject. */
    public record Claim(Position writtenAt, int partition) {}

    /** Tells whether the token's change is held, given all states that claim the asked identifier. */
    public static boolean reached(Position token, Collection<Claim> claims, Watermarks marks) {
        if (isWrittenBy(token, claims)) {
            return true;
        }
        if (!marks.passed(Feed.CATALOGUE, partition -> true, token)
                || !marks.passed(Feed.SUPPRESSIONS, partition -> true, token)
                || !marks.passed(Feed.CONTACTS, partition -> true, token)) {
            return false;
        }
        boolean stateIsLater =
                claims.size() == 1 && !token.isAfter(claims.iterator().next().writtenAt());
        return stateIsLater || marks.passed(Feed.STATES, partition -> carries(claims, partition), token);
    }

    /** The same where organisations stand behind the asked identifier: each of them may be what the token's change was about. */
    public static boolean reached(
            Position token, Collection<Claim> claims, List<List<Claim>> behind, Watermarks marks) {
        return reached(token, claims, marks)
                && (isWrittenBy(token, claims) || behind.stream().allMatch(other -> reached(token, other, marks)));
    }

    private static boolean isWrittenBy(Position token, Collection<Claim> claims) {
        return claims.size() == 1 && claims.iterator().next().writtenAt().equals(token);
    }

    /** An unknown identifier may become known in any partition. */
    private static boolean carries(Collection<Claim> claims, int partition) {
        return claims.isEmpty() || claims.stream().anyMatch(claim -> claim.partition() == partition);
    }
}
