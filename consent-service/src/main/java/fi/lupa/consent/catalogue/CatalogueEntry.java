// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One version of an entry. */
record CatalogueEntry(CatalogueKind kind, String id, int ordinal, String version, ObjectNode body, Instant recordedAt) {

    /** The version that follows with this body; entries other than notices are versioned by their ordinal. */
    CatalogueEntry next(ObjectNode nextBody, Instant now) {
        return new CatalogueEntry(kind, id, ordinal + 1, Integer.toString(ordinal + 1), nextBody, now);
    }
}
