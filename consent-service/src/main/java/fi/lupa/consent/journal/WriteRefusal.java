// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;

/** Why nothing may be written now. */
public enum WriteRefusal {
    /** Kafka holds records that this database lacks: it was restored or reloaded, and {@code recover} has not run yet. */
    RESTORED_BEHIND_LOG(ProblemCode.RESTORED_BEHIND_LOG),
    /** The database was started since it was last compared with Kafka, and Kafka does not answer. */
    NOT_COMPARED_WITH_LOG(ProblemCode.DATABASE_UNAVAILABLE),
    /** A new epoch was opened while the transaction ran; trying again succeeds. */
    EPOCH_CLOSED(ProblemCode.DATABASE_UNAVAILABLE);

    private final ProblemCode code;

    WriteRefusal(ProblemCode code) {
        this.code = code;
    }

    /** Makes the problem, 503, that the caller gets. */
    public ProblemException problem() {
        return new ProblemException(code);
    }
}
