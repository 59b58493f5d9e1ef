// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import fi.lupa.consent.permission.domain.CallbackRequest;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Relationship;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.permission.domain.Wishes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
        List<RightsRequest> rightsRequests,
        @Nullable List<CallbackRequest> callbackRequests,
        @Nullable List<PreferenceView> preferences) {

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
                standing.rightsRequests(),
                state.wishes().callbacks(),
                state.wishes().preferences().stream().map(PreferenceView::of).toList());
    }

    PermissionState state() {
        return new PermissionState(revision, choices, objections, contacts, relationships, wishes());
    }

    /** States of before they were kept say nothing of them. */
    private Wishes wishes() {
        return new Wishes(
                callbackRequests == null ? List.of() : callbackRequests,
                Stream.ofNullable(preferences)
                        .flatMap(List::stream)
                        .map(PreferenceView::preference)
                        .toList());
    }

    Standing standing() {
        return new Standing(Standing.Status.valueOf(status), mergedInto, restrictions, rightsRequests);
    }
}
