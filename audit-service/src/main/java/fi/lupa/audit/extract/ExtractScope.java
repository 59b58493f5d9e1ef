// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an extract is about; what is null does not matter. The period is by the log's own time, {@code from} within, {@code until} not. */
record ExtractScope(
        @Nullable String subject,
        @Nullable String controller,
        @Nullable String purpose,
        @Nullable Instant from,
        @Nullable Instant until) {}
