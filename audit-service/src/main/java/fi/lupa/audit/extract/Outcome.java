// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the preparation came to; without a failure the bundle can be fetched. */
record Outcome(
        Instant at, long entries, long withheld, @Nullable String failure) {}
