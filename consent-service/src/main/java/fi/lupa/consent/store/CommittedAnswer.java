// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a write, and the subject it is about: erasure removes the stored answer with it.
 *
 * @param sealed the body as it is to be stored; null: as the claim seals it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
public record CommittedAnswer(Answer answer, @Nullable SubjectId subject, byte @Nullable [] sealed) {

    /** An answer that the claim seals. */
    public CommittedAnswer(Answer answer, @Nullable SubjectId subject) {
        this(answer, subject, null);
    }
}
