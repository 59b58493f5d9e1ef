// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient has to be told.
 *
 * @param cause the fact it follows from
 * @param disclosures what the recipient received about the person; empty for a joint controller that received nothing but the consent
 * @param subject only for a controller that has the same register
 */
record Notice(
        UUID id,
        UUID cause,
        About about,
        String controller,
        DisclosedTo recipient,
        @Nullable String purpose,
        List<UUID> disclosures,
        @Nullable String subject,
        Instant recordedAt,
        Instant dueAt,
        @Nullable Instant acknowledgedAt) {

    /** Keeps a copy. */
    Notice {
        disclosures = List.copyOf(disclosures);
    }
}
