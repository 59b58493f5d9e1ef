// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.Optional;

/** What the catalogue said at an earlier time, as the bodies that were recorded. Read inside a transaction, as {@link Catalogue}. */
public interface CatalogueHistory {

    /** The version of a controller that was current at this time. */
    Optional<ObjectNode> controller(TenantId tenant, String key, Instant at);

    /** One version of a controller's purpose. */
    Optional<ObjectNode> purpose(TenantId tenant, String controller, String key, int version);

    /** One version of a notice. */
    Optional<ObjectNode> notice(TenantId tenant, String id, String version);
}
