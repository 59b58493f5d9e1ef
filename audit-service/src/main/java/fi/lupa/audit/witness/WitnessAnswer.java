// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import java.time.Instant;

/** What a witness says to a checkpoint. */
sealed interface WitnessAnswer {

    /** It cosigned, and its signature was verified; {@code line} is as it goes under the note. */
    record Cosigned(String line, Instant at) implements WitnessAnswer {}

    /**
     * It has cosigned this log at another size than it was told, or another tree of that size.
     *
     * @param size at which it is, -1 where it does not say
     */
    record Elsewhere(long size) implements WitnessAnswer {}

    /** The proof does not lead from what it has cosigned to this checkpoint. */
    record Unproven() implements WitnessAnswer {}

    /** No answer that could be relied upon. */
    record Failed(String reason) implements WitnessAnswer {}
}
