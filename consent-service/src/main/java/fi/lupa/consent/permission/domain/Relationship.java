// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /** Who asked to take the number elsewhere is no customer to be called, until a relationship that began later says otherwise. */
    Relationship rememberingPorting(Relationship before) {
        Instant asked = portingOf(before.mobile);
        Instant said = portingOf(mobile);
        if (asked == null || since.isAfter(LocalDate.ofInstant(asked, ZoneOffset.UTC))) {
            return this;
        }
        if (said != null && !asked.isBefore(said)) {
            return this;
        }
        Mobile remembered = new Mobile(mobile != null && mobile.ownCustomer(), asked);
        return new Relationship(controller, type, since, until, productGroups, contactDetail, remembered, recordedAt);
    }

    private static @Nullable Instant portingOf(@Nullable Mobile mobile) {
        return mobile == null ? null : mobile.portingRequestedAt();
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
