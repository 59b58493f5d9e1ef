// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.preference.answer.DecisionRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records to find.
 *
 * @param from when it was answered at the earliest; without it, 13 months ago
 * @param to when it was answered at the latest; without it, now
 * @param question as it was asked, without the recipient; only records of exactly this question are found then
 */
public record LookupRequest(
        @Nullable String controller,
        @Nullable RawIdentifier recipient,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable DecisionRequest question) {}
