// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/partners}: somebody outside to whom data may be disclosed, by name. */
record PartnerRequest(
        @Required String key,
        @Required String legalName,
        @Nullable String contact,
        @Nullable Instant from,
        @Nullable Instant until)
        implements CatalogueRequest {

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
    }
}
