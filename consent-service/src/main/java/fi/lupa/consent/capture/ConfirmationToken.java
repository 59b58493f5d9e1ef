// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a confirmation link says: which waiting records of whom, and until when. */
record ConfirmationToken(TenantId tenant, SubjectId subject, Instant until, List<UUID> records) {

    /** Keeps a copy. */
    ConfirmationToken {
        records = List.copyOf(records);
    }
}
