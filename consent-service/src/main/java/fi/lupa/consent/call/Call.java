// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.platform.id.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that a machine handles.
 *
 * @param sealed who is spoken to, as the client named them, under the subject's key
 * @param listeners the disclosures to who records and trains
 */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record Call(
        UUID id,
        String controller,
        SubjectId subject,
        byte[] sealed,
        CallBody.SpokenNotice notice,
        List<UUID> listeners,
        Instant startedAt,
        Instant aiDisclosedAt,
        @Nullable Instant stoppedAt,
        @Nullable Instant endedAt) {

    /** Keeps a copy. */
    Call {
        listeners = List.copyOf(listeners);
    }

    @Override
    public String toString() {
        return "Call[" + id + "]";
    }
}
