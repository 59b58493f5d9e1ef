// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.state.domain.Position;
import java.time.Instant;

/** One version of one entry of a tenant's catalogue: what it says to the rules, and its body as it came. */
public record CatalogueEntry(Key key, String version, Written written, CatalogueItem item, ObjectNode body) {

    /** Which entry, and which of its versions, counted from one. */
    public record Key(TenantId tenant, CatalogueKind kind, String id, int ordinal) {}

    /** Where and when it was written. */
    public record Written(Position position, Instant recordedAt) {}

    /** Tells whether this is the same version written later, as after a restore. */
    public boolean replaces(CatalogueEntry other) {
        return written.position().isAfter(other.written().position());
    }
}
