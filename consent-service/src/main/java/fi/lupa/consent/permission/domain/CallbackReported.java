// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that was asked for has been made, or has reached nobody.
 *
 * @param digest of the claim; null if the call was made without one
 * @param reached a call that reached nobody gives its claim back, and uses nothing up
 */
public record CallbackReported(UUID requestId, @Nullable String digest, boolean reached) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        return new Folding(
                next.wishes()
                        .callback(requestId)
                        .map(request -> next.with(next.wishes().with(after(request))))
                        .orElse(next),
                null);
    }

    private CallbackRequest after(CallbackRequest request) {
        if (reached) {
            return request.usedOnce();
        }
        return digest == null || request.used() > 0 ? request : request.released(digest);
    }
}
