// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what recipients were told of a person's choices, restriction or erasure (GDPR 19), in the transaction in progress. */
@ApplicationScoped
public class WhatWasTold {

    private final NoticeRows notices;

    WhatWasTold(NoticeRows notices) {
        this.notices = notices;
    }

    /**
     * What somebody was told.
     *
     * @param kind whether a partner, another controller or a processor
     * @param about the word of what happened
     * @param acknowledgedAt null: not yet
     */
    public record Told(
            String kind,
            String recipient,
            String about,
            Instant at,
            @Nullable Instant acknowledgedAt) {}

    /** Returns all that followed from facts of the controller, or from disclosures that were recorded after them; oldest first. */
    public List<Told> of(TenantId tenant, String controller, Collection<UUID> causes) {
        return notices.of(tenant, controller, causes).stream()
                .map(notice -> new Told(
                        notice.recipient().kind().name(),
                        notice.recipient().key(),
                        notice.about().name(),
                        notice.recordedAt(),
                        notice.acknowledgedAt()))
                .toList();
    }
}
