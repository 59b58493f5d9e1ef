// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import java.util.Collection;

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
        boolean oneClaim = claims.size() == 1;
        if (oneClaim && claims.iterator().next().writtenAt().equals(token)) {
            return true;
        }
        if (!marks.passed(Feed.CATALOGUE, partition -> true, token)) {
            return false;
        }
        boolean stateIsLater =
                oneClaim && !token.isAfter(claims.iterator().next().writtenAt());
        return stateIsLater || marks.passed(Feed.STATES, partition -> carries(claims, partition), token);
    }

    /** An unknown identifier may become known in any partition. */
    private static boolean carries(Collection<Claim> claims, int partition) {
        return claims.isEmpty() || claims.stream().anyMatch(claim -> claim.partition() == partition);
    }
}
