// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One disclosure as the ledger holds it: who received what, when; whom it is about stands beside it. */
record LedgerEntry(
        UUID id,
        String controller,
        DisclosedTo disclosedTo,
        @Nullable String purpose,
        List<String> data,
        @Nullable String reference,
        Instant at) {

    /** Keeps a copy. */
    LedgerEntry {
        data = List.copyOf(data);
    }

    static LedgerEntry of(UUID id, DisclosureBody body) {
        return new LedgerEntry(
                id,
                body.controller(),
                body.disclosedTo(),
                body.purpose(),
                body.data(),
                body.reference(),
                Timestamps.truncate(body.at()));
    }
}
