// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.catalogue.LifeTime;
import java.time.Instant;

/**
 * How long a controller keeps something.
 *
 * @param version counts the changes
 * @param justification why so long, in the controller's words
 */
public record RetentionPolicy(
        String controller,
        RetentionKind kind,
        int version,
        LifeTime keepFor,
        String justification,
        String recordedBy,
        Instant recordedAt) {}
