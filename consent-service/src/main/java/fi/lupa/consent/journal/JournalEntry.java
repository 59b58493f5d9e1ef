// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row for the journal: a fact, on the last fact of a transaction also the state that results, or one catalogue entry.
 *
 * @param epoch of the transaction, from {@link Epochs#current()}; another than the newest is refused
 * @param eventId the id of the event on Kafka, version 7
 * @param kind of a fact for instance {@code consent.given}, of a catalogue entry {@code catalogue.purpose}
 * @param subject and {@code revision}: null for a catalogue entry
 * @param payload the JSON of the fact or of the catalogue entry, without {@code epoch} and {@code xid}
 * @param state the JSON of the resulting state without {@code epoch}, {@code xid} and {@code identifiers}, or null
 * @param sealedIdentifiers the JSON array {@code identifiers} of the state, sealed under the subject's data key; null when state is
 */
@SuppressWarnings("ArrayRecordComponent") // Sealed bytes are handed through, never compared.
public record JournalEntry(
        TenantId tenant,
        int epoch,
        UUID eventId,
        String kind,
        @Nullable SubjectId subject,
        @Nullable Integer revision,
        String payload,
        @Nullable String state,
        byte @Nullable [] sealedIdentifiers,
        Instant recordedAt) {

    public JournalEntry {
        if ((subject == null) != (revision == null)) {
            throw new IllegalArgumentException("a fact has a subject and a revision, a catalogue entry neither");
        }
        if (state != null && subject == null) {
            throw new IllegalArgumentException("only a subject has a state");
        }
    }
}
