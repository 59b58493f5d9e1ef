// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the fact says of a disclosure. What the recipient calls the person is not in it. */
record DisclosurePart(
        UUID disclosureId,
        DisclosedTo disclosedTo,
        @Nullable String purpose,
        List<String> data,
        Instant at) {

    /** Keeps a copy. */
    DisclosurePart {
        data = List.copyOf(data);
    }

    static DisclosurePart of(LedgerEntry entry) {
        return new DisclosurePart(entry.id(), entry.disclosedTo(), entry.purpose(), entry.data(), entry.at());
    }
}
