// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Relationship;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.permission.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state as it is published, without {@code epoch}, {@code xid} and {@code identifiers}. */
@JsonPropertyOrder({"tenant", "domain", "subject", "status", "mergedInto", "revision", "recordedAt"})
record StateView(
        UUID tenant,
        UUID domain,
        String subject,
        String status,
        @Nullable String mergedInto,
        int revision,
        Instant recordedAt,
        List<Cell> choices,
        List<Objection> objections,
        List<Contact> contacts,
        List<Relationship> relationships,
        List<Restriction> restrictions,
        List<RightsRequest> rightsRequests) {

    static StateView of(StateHead head, PermissionState state, Standing standing) {
        return new StateView(
                head.tenant(),
                head.domain(),
                head.subject(),
                standing.status().name(),
                standing.mergedInto(),
                state.revision(),
                head.recordedAt(),
                state.choices(),
                state.objections(),
                state.contacts(),
                state.relationships(),
                standing.restrictions(),
                standing.rightsRequests());
    }

    PermissionState state() {
        return new PermissionState(revision, choices, objections, contacts, relationships);
    }

    Standing standing() {
        return new Standing(Standing.Status.valueOf(status), mergedInto, restrictions, rightsRequests);
    }
}
