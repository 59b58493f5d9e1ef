// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The controller for whom contact would be made, with its policies.
 *
 * @param closesAt from when it has left; null: it does not leave
 */
public record ControllerEntry(
        String key,
        ZoneId timeZone,
        Set<String> ownClients,
        List<ProductGroup> productGroups,
        Policies policies,
        @Nullable Instant closesAt) {

    /** Stands for a controller the catalogue lacks; row 52 denies before any of it is used. */
    static final ControllerEntry MISSING =
            new ControllerEntry("", ZoneOffset.UTC, Set.of(), List.of(), Policies.STRICT, null);

    /** Copies the collections. */
    public ControllerEntry {
        ownClients = Set.copyOf(ownClients);
        productGroups = List.copyOf(productGroups);
    }

    /** Tells whether it has left by then. */
    boolean isClosed(Instant at) {
        return closesAt != null && !at.isBefore(closesAt);
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
