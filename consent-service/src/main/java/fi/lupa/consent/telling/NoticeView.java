// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient is told.
 *
 * @param disclosures what it received about the person, under the names it gave
 * @param subjectId only for a controller that has the same register
 */
record NoticeView(
        UUID id,
        About about,
        String controller,
        DisclosedTo recipient,
        @Nullable String purpose,
        List<Received> disclosures,
        @Nullable String subjectId,
        Instant recordedAt,
        Instant dueAt) {

    /** Keeps a copy. */
    NoticeView {
        disclosures = List.copyOf(disclosures);
    }

    /** One disclosure, so that the recipient finds what it is about. */
    record Received(UUID id, @Nullable String reference, List<String> data, Instant at) {}

    static NoticeView of(Notice notice, List<LedgerEntry> entries) {
        return new NoticeView(
                notice.id(),
                notice.about(),
                notice.controller(),
                notice.recipient(),
                notice.purpose(),
                entries.stream()
                        .map(entry -> new Received(entry.id(), entry.reference(), entry.data(), entry.at()))
                        .toList(),
                notice.subject(),
                notice.recordedAt(),
                notice.dueAt());
    }
}
