// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Seals the body of a stored answer, which may hold a one-time link. Called inside the transaction. */
public interface AnswerSeal {

    /** For answers that hold nothing about a person: kept as they are. */
    AnswerSeal NONE = new AnswerSeal() {
        @Override
        public byte[] seal(TenantId tenant, @Nullable SubjectId subject, byte[] body) {
            return body;
        }

        @Override
        public byte[] open(TenantId tenant, @Nullable SubjectId subject, byte[] stored) {
            return stored;
        }
    };

    /** Returns what is stored instead of the body. */
    byte[] seal(TenantId tenant, @Nullable SubjectId subject, byte[] body);

    /** Returns the body that was sealed; it reads only, for no lock is held yet. */
    byte[] open(TenantId tenant, @Nullable SubjectId subject, byte[] stored);
}
