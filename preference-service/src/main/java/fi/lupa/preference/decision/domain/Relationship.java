// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A customer relationship with one controller, by calendar days; {@code until} is exclusive. */
public record Relationship(
        String controller,
        String type,
        @Nullable LocalDate since,
        @Nullable LocalDate until,
        Set<String> productGroups,
        @Nullable ContactDetail contactDetail,
        @Nullable Mobile mobile) {

    /** Copies the set. */
    public Relationship {
        productGroups = Set.copyOf(productGroups);
    }

    private static final String CUSTOMER = "CUSTOMER";

    /** A relationship of a type that is not known here is none that allows anything. */
    boolean isCustomer() {
        return type.equals(CUSTOMER);
    }

    Relationship withoutContactDetail() {
        return new Relationship(controller, type, since, until, productGroups, null, mobile);
    }

    boolean covers(LocalDate day) {
        return (since == null || !day.isBefore(since)) && (until == null || day.isBefore(until));
    }

    /** How the contact details were obtained, SVPL 200 § 3 mom. */
    public record ContactDetail(
            boolean obtainedInSale,
            boolean refusalOffered,
            @Nullable Instant at) {}

    /** Whether the person is the operator's own mobile customer, SVPL 201 §. */
    public record Mobile(boolean ownCustomer, boolean portingRequested) {}
}
