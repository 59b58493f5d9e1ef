// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person asked to be called: so many calls until then, about these products, and nothing else (SVPL 201 §, KSL 6:12 a §).
 *
 * @param used how many calls were reported
 * @param claims what has been set aside for a call; one whose call reached nobody is taken away again
 * @param revokedAt when a later objection ended it
 */
public record CallbackRequest(
        UUID id,
        String controller,
        List<String> productGroups,
        Instant requestedAt,
        Instant expiresAt,
        int maxCalls,
        int used,
        List<Claim> claims,
        @Nullable Instant revokedAt,
        Instant recordedAt) {

    /** Keeps copies. */
    public CallbackRequest {
        productGroups = List.copyOf(productGroups);
        claims = List.copyOf(claims);
    }

    /**
     * One call set aside.
     *
     * @param digest SHA-256 in hex of the secret that the claimer holds
     */
    public record Claim(String digest, Instant expiresAt) {}

    /** Returns whether one more call may be set aside; each claim and each call counts, whatever became of it. */
    public boolean claimableAt(Instant now) {
        return openAt(now) && Math.max(claims.size(), used) < maxCalls;
    }

    boolean openAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt) && used < maxCalls;
    }

    /** Returns whether the secret with this digest was given out for it. */
    public boolean holds(@Nullable String digest) {
        return claims.stream().anyMatch(claim -> claim.digest().equals(digest));
    }

    CallbackRequest claimed(Claim claim) {
        List<Claim> more = new ArrayList<>(claims);
        more.add(claim);
        return with(used, more, revokedAt);
    }

    CallbackRequest usedOnce() {
        return with(used + 1, claims, revokedAt);
    }

    CallbackRequest released(String digest) {
        return with(
                used,
                claims.stream().filter(claim -> !claim.digest().equals(digest)).toList(),
                revokedAt);
    }

    /** An objection ends it, unless the person asked so much later that the objection was a letter that arrived late. */
    CallbackRequest after(Objection objection) {
        boolean about = objection.controller().equals(controller) && objection.endsCallbacks();
        boolean ended = about && revokedAt == null && !Act.outlives(requestedAt, objection.at());
        return ended ? with(used, claims, objection.recordedAt()) : this;
    }

    private CallbackRequest with(int calls, List<Claim> setAside, @Nullable Instant revoked) {
        return new CallbackRequest(
                id, controller, productGroups, requestedAt, expiresAt, maxCalls, calls, setAside, revoked, recordedAt);
    }
}
