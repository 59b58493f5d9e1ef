// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/controllers}: the legal person for whom contact is made (GDPR 4(7)). */
record ControllerRequest(
        @Required String key,
        @Required String legalName,
        @Nullable String businessId,
        @Nullable String address,
        @Nullable String contact,
        @Nullable String dpoContact,
        String defaultRegion,
        String timeZone,
        List<String> languages,
        List<ProductGroup> productGroups,
        Policies policies,
        List<String> ownClients)
        implements CatalogueRequest {

    private static final int LONGEST = 200;

    ControllerRequest {
        defaultRegion = Given.or(defaultRegion, "FI");
        timeZone = Given.or(timeZone, "Europe/Helsinki");
        languages = Given.or(languages, List.of("fi", "sv", "en"));
        productGroups = Given.list(productGroups);
        policies = Given.or(policies, Policies.USUAL);
        ownClients = Given.list(ownClients);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.CONTROLLER;
    }

    @Override
    public Set<String> actsFor() {
        return Set.of(key);
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public void check(Findings findings) {
        findings.key("/key", key);
        findings.text("/legalName", legalName, LONGEST);
        findings.text("/businessId", businessId, 20);
        findings.text("/address", address, LONGEST);
        findings.text("/contact", contact, LONGEST);
        findings.text("/dpoContact", dpoContact, LONGEST);
        findings.region("/defaultRegion", defaultRegion);
        findings.timeZone("/timeZone", timeZone);
        findings.list("/languages", languages);
        languages.forEach(language -> findings.language("/languages", language));
        findings.list("/productGroups", productGroups);
        productGroups.forEach(group -> group.check(findings));
        policies.check(findings);
        findings.names("/ownClients", ownClients);
    }

    /** A group of products; {@code similarTo} widens the soft opt-in within the law's "similar". */
    record ProductGroup(@Required String key, @Required Kind kind, List<String> similarTo) {

        ProductGroup {
            similarTo = Given.list(similarTo);
        }

        private void check(Findings findings) {
            findings.key("/productGroups", key);
            findings.keys("/productGroups/similarTo", similarTo);
        }

        /** Which law a product falls under (SVPL 201 §). */
        enum Kind {
            MOBILE_SUBSCRIPTION,
            ELECTRONIC_COMMUNICATIONS,
            OTHER
        }
    }
}
