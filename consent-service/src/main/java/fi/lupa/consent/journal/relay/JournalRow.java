// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A committed journal row. Neither payload nor state holds an epoch or an xid of its own, nor the state identifiers: those are put in when it is
 * published.
 *
 * @param wrappedKey the subject's key as it is now; null when erased
 * @param entries of a suppression block, or the counts of a subject, as they are now; null for every other row
 * @param trace where the trace of the request that wrote it goes on; null where it was not traced
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed through, never compared.
record JournalRow(
        JournalPosition place,
        UUID tenant,
        UUID eventId,
        String kind,
        @Nullable String subject,
        int revision,
        String payload,
        @Nullable String state,
        byte @Nullable [] sealedIdentifiers,
        byte @Nullable [] wrappedKey,
        @Nullable String entries,
        Instant recordedAt,
        @Nullable String trace) {

    /** The first row of every journal, written by the migration and never published. */
    static final String SENTINEL = "journal.opened";

    /** What kinds of rows about suppression lists begin with. */
    static final String SUPPRESSION = "suppression.";

    /** The kind of rows that say that a subject's counts have changed. */
    static final String COUNTED = "contact.counted";

    boolean isCount() {
        return kind.equals(COUNTED);
    }

    /** What kinds of rows about the telling of recipients begin with. */
    static final String RECIPIENT = "recipient.";

    boolean isRecipientNotice() {
        return kind.startsWith(RECIPIENT);
    }

    boolean isSuppression() {
        return kind.startsWith(SUPPRESSION);
    }

    boolean isPublished() {
        return !kind.equals(SENTINEL);
    }
}
