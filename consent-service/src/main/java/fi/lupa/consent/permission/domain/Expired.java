// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The time of a permission, or of one that waited for its confirmation, has run out.
 *
 * <p>A permission stays on record as expired, so that whoever reads the state goes on denying whatever becomes of the purpose's validity; what
 * waited is taken away, and that it was asked is not forgotten.
 */
public record Expired(UUID recordId, ChoiceKey key, int identifier, Instant at) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        return new Folding(
                state.next().changing(key, identifier, cell -> cell.expired(recordId, at)),
                Effect.of(RecordState.EXPIRED));
    }
}
