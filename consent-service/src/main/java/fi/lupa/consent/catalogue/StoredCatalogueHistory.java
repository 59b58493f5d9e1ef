// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Reads earlier versions from their rows, which are never changed. */
@ApplicationScoped
class StoredCatalogueHistory implements CatalogueHistory {

    private final CatalogueRows rows;

    StoredCatalogueHistory(CatalogueRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<ObjectNode> controller(TenantId tenant, String key, Instant at) {
        return rows.at(tenant, CatalogueKind.CONTROLLER, key, at).map(CatalogueEntry::body);
    }

    @Override
    public Optional<ObjectNode> purpose(TenantId tenant, String controller, String key, int version) {
        return rows.version(tenant, CatalogueKind.PURPOSE, controller + "/" + key, Integer.toString(version))
                .map(CatalogueEntry::body);
    }

    @Override
    public Optional<ObjectNode> notice(TenantId tenant, String id, String version) {
        return rows.version(tenant, CatalogueKind.NOTICE, id, version).map(CatalogueEntry::body);
    }
}
