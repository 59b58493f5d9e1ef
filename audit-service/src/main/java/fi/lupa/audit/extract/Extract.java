// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, by whom.
 *
 * @param controllers the controllers that the requester acted for; nothing about others is shown
 * @param authority whom it is for, as the requester named it; tells which extract is this authority's last one
 */
record Extract(
        UUID tenant,
        UUID id,
        Officer requested,
        List<String> controllers,
        ExtractScope scope,
        String reference,
        String legalBasis,
        @Nullable String authority,
        String language) {

    Extract {
        controllers = List.copyOf(controllers);
    }

    /** Someone who acted on an extract, and when; the salt is that of the digest in the log. */
    record Officer(String sub, String salt, Instant at) {}
}
