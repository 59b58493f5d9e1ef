// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries are asked for; what is null does not matter. The period is by the sequencer's time, which alone makes it complete. */
record EntryFilter(
        @Nullable String subject,
        @Nullable String controller,
        @Nullable String purpose,
        @Nullable Instant from,
        @Nullable Instant until) {

    static EntryFilter ofSubject(String subject) {
        return new EntryFilter(subject, null, null, null, null);
    }
}
