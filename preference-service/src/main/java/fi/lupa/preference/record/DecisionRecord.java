// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as it was given.
 *
 * @param id the answer's id in the response
 * @param at when it was answered
 * @param addressee as {@link Addressees} names them
 * @param handle the client's name for the addressee, as it stood in the answer
 * @param question the digest of what was asked
 * @param reason the detailed code, whatever the caller was shown
 * @param row of the decision table
 * @param asOf up to when the knowledge it rests on was complete
 */
public record DecisionRecord(
        UUID id,
        Instant at,
        Series series,
        @Nullable String channel,
        String addressee,
        String handle,
        String question,
        String decision,
        String reason,
        String row,
        @Nullable String basis,
        String rulebook,
        @Nullable Integer stateRevision,
        @Nullable Instant asOf,
        @Nullable Instant notBefore,
        @Nullable Instant validUntil,
        boolean hypothetical) {}
