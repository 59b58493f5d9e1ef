// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relationship of the contact with one controller; never a permission, but a condition of the soft opt-in. */
public record Relationship(
        String controller,
        Type type,
        LocalDate since,
        @Nullable LocalDate until,
        List<String> productGroups,
        @Nullable ContactDetail contactDetail,
        @Nullable Mobile mobile,
        Instant recordedAt) {

    /** Keeps copies. */
    public Relationship {
        productGroups = List.copyOf(productGroups);
    }

    /** The kinds of relationships. */
    public enum Type {
        CUSTOMER
    }

    /** How the electronic contact detail was obtained (SVPL 200 § 3 mom.). */
    public record ContactDetail(boolean obtainedInSale, boolean refusalOffered, Instant at) {}

    /** Whether the person has a mobile subscription of the controller (SVPL 201 §). */
    public record Mobile(boolean ownCustomer, @Nullable Instant portingRequestedAt) {}
}
