// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.state.domain.Position;
import java.time.Instant;

/** One version of one entry of a tenant's catalogue, its body as it came. */
public record CatalogueEntry(
        Key key, String version, Position writtenAt, Instant recordedAt, ObjectNode body) {

    /** Which entry, and the how-manieth version of it. */
    public record Key(TenantId tenant, CatalogueKind kind, String id, int ordinal) {}
}
