// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be; its source is accounted for in each case. */
public sealed interface Reading {

    /** An event for the log. */
    record Accepted(LogEvent event) implements Reading {}

    /** A sign between machines, such as a watermark: counted, not logged. */
    record Marker() implements Reading {}

    /**
     * Something that cannot be logged as itself; that it came is logged.
     *
     * @param claimedTenant the tenant that the value or the key names, if that can be read
     */
    @SuppressWarnings("ArrayRecordComponent") // Digested once, never compared.
    record Rejected(
            Source source, Rejection reason, @Nullable UUID claimedTenant, byte[] raw) implements Reading {}
}
