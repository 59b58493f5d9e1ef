// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

/** Why nothing may be written now; the name is the problem's code. */
public enum WriteRefusal {
    /** Kafka holds records that this database lacks: it was restored or reloaded, and {@code recover} has not run yet. */
    RESTORED_BEHIND_LOG,
    /** The database was started since it was last compared with Kafka, and Kafka does not answer. */
    NOT_COMPARED_WITH_LOG,
    /** A new epoch was opened while the transaction ran; trying again succeeds. */
    EPOCH_CLOSED
}
