// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code /v1/partners}: somebody outside to whom data may be disclosed, by name.
 *
 * @param clients by which OAuth clients the partner is told of erasures and acknowledges them
 */
record PartnerRequest(
        @Required String key,
        @Required String legalName,
        @Nullable String contact,
        @Nullable Instant from,
        @Nullable Instant until,
        List<String> clients)
        implements CatalogueRequest {

    PartnerRequest {
        clients = Given.list(clients);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.PARTNER;
    }

    @Override
    public Set<String> actsFor() {
        return Set.of();
    }

    @Override
    public void check(Findings findings) {
        findings.key("/key", key);
        findings.text("/legalName", legalName, 200);
        findings.text("/contact", contact, 200);
        findings.range("/until", from, until);
        findings.names("/clients", clients);
    }
}
