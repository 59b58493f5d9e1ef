// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Relationship;
import fi.lupa.platform.identifier.RawIdentifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /v1/relationships}. */
record RelationshipRequest(
        @Required String controller,
        @Required List<RawIdentifier> recipient,
        @Required Relationship.Type type,
        @Required LocalDate since,
        @Nullable LocalDate until,
        @Items List<String> productGroups,
        @Nullable ContactDetail contactDetail,
        @Nullable Mobile mobile) {

    RelationshipRequest {
        productGroups = Absent.list(productGroups);
    }

    Relationship relationship(Instant recordedAt) {
        return new Relationship(
                controller,
                type,
                since,
                until,
                productGroups,
                contactDetail == null ? null : contactDetail.stated(),
                mobile == null ? null : new Relationship.Mobile(mobile.ownCustomer(), mobile.portingRequestedAt()),
                recordedAt);
    }

    /** How the electronic contact detail was obtained. */
    record ContactDetail(
            @Required Boolean obtainedInSale,
            @Required Boolean refusalOffered,
            @Required Instant at,
            @Items Map<String, String> evidence) {

        ContactDetail {
            evidence = Absent.map(evidence);
        }

        Relationship.ContactDetail stated() {
            return new Relationship.ContactDetail(obtainedInSale, refusalOffered, at);
        }
    }

    /** The mobile subscription. */
    record Mobile(@Required Boolean ownCustomer, @Nullable Instant portingRequestedAt) {}
}
