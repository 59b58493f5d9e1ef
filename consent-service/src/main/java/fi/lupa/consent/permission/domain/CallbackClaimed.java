// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;

/** Somebody set one of the calls aside; nothing happens to a request that has none left. */
public record CallbackClaimed(UUID requestId, CallbackRequest.Claim claim, Instant at) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        return new Folding(
                next.wishes()
                        .callback(requestId)
                        .filter(request -> request.claimableAt(at))
                        .map(request -> next.with(next.wishes().with(request.claimed(claim))))
                        .orElse(next),
                null);
    }
}
