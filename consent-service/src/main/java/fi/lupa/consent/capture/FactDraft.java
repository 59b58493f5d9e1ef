// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a fact says, before it is somebody's. Exactly one of the first four parts is there. */
record FactDraft(
        UUID eventId,
        FactKind kind,
        Instant at,
        FactView.@Nullable Consent consent,
        FactView.@Nullable ObjectionPart objection,
        FactView.@Nullable ContactPart contact,
        FactView.@Nullable RelationshipPart relationship,
        FactView.@Nullable CapturePart capture,
        List<PersonalField> personal) {

    /** Keeps a copy. */
    FactDraft {
        personal = List.copyOf(personal);
    }
}
