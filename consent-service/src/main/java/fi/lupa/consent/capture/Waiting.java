// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.subject.OpenSubject;
import java.time.Instant;
import java.util.UUID;

/**
 * A record that waits for its identifier to confirm it.
 *
 * @param since when it was recorded: by this capture or by one before it
 */
record Waiting(
        OpenSubject subject,
        OwnIdentifier identifier,
        UUID recordId,
        PlannedChoice choice,
        Instant confirmBy,
        Instant since) {}
