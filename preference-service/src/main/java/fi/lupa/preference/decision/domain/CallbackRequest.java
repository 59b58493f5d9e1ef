// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person's own wish to be called by one controller about these products, so many times and until then; it opens that and nothing
 * else (SVPL 201 §, KSL 6:12 a §).
 *
 * @param used how many calls were reported
 * @param claims calls that were set aside for somebody
 * @param revokedAt when a later objection ended it
 */
public record CallbackRequest(
        String controller,
        Set<String> productGroups,
        Instant requestedAt,
        Instant expiresAt,
        int maxCalls,
        int used,
        List<Claim> claims,
        @Nullable Instant revokedAt) {

    /** Copies the collections. */
    public CallbackRequest {
        productGroups = Set.copyOf(productGroups);
        claims = List.copyOf(claims);
    }

    /**
     * One call set aside.
     *
     * @param digest SHA-256 in hex of the secret that whoever may make the call holds
     */
    public record Claim(String digest, Instant expiresAt) {}

    boolean isOpenAt(Instant moment) {
        return revokedAt == null && used < maxCalls && Spans.contains(requestedAt, expiresAt, moment);
    }

    /** Returns until when the secret with this digest opens a call; empty if it does not at this moment. */
    Optional<Instant> claimEnd(String digest, Instant moment) {
        return claims.stream()
                .filter(claim -> claim.digest().equals(digest))
                .map(Claim::expiresAt)
                .filter(moment::isBefore)
                .map(end -> end.isBefore(expiresAt) ? end : expiresAt)
                .max(Comparator.naturalOrder());
    }
}
