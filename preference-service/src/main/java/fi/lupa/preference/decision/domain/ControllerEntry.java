// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The controller for whom contact would be made, with its policies. */
public record ControllerEntry(
        String key, ZoneId timeZone, Set<String> ownClients, List<ProductGroup> productGroups, Policies policies) {

    /** Copies the collections. */
    public ControllerEntry {
        ownClients = Set.copyOf(ownClients);
        productGroups = List.copyOf(productGroups);
    }

    /** A group of products; {@code similarTo} is the controller's own map of similar products. */
    public record ProductGroup(String key, Kind kind, Set<String> similarTo) {

        /** Copies the set. */
        public ProductGroup {
            similarTo = Set.copyOf(similarTo);
        }
    }

    /** What the law makes of a product. */
    public enum Kind {
        MOBILE_SUBSCRIPTION,
        ELECTRONIC_COMMUNICATIONS,
        OTHER
    }
}
