// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A permission that stands.
 *
 * @param lifts the objections that the person's own act has lifted for what this permission names, and for nothing else
 * @param expiredAt when its time was found to have run out; from then on it permits nothing, whatever the catalogue says later
 */
public record Permission(
        UUID recordId,
        CaptureMethod method,
        Actor actor,
        Instant at,
        Instant recordedAt,
        Instant effectiveAt,
        @Nullable NoticeRef notice,
        List<String> topics,
        List<String> offerOwners,
        List<String> disclosedTo,
        boolean explicit,
        List<UUID> lifts,
        @Nullable Instant expiredAt) {

    /** Keeps copies. */
    public Permission {
        topics = List.copyOf(topics);
        offerOwners = List.copyOf(offerOwners);
        disclosedTo = List.copyOf(disclosedTo);
        lifts = List.copyOf(lifts);
    }

    static Permission of(Given given, List<UUID> lifts) {
        Act act = given.act();
        Terms terms = given.terms();
        return new Permission(
                given.recordId(),
                act.method(),
                act.actor(),
                act.at(),
                act.recordedAt(),
                act.effectiveAt(),
                act.notice(),
                terms.topics(),
                terms.offerOwners(),
                terms.disclosedTo(),
                terms.explicit(),
                lifts,
                null);
    }

    /** Returns whether the permission's own act is so much later that a prohibition recorded after it does not end it. */
    boolean outlives(Instant prohibitedAt) {
        return method.ownAct() && Act.outlives(effectiveAt, prohibitedAt);
    }

    Permission lifting(UUID objection) {
        List<UUID> more = new ArrayList<>(lifts);
        more.add(objection);
        return with(more, expiredAt);
    }

    Permission notLifting(UUID objection) {
        return with(lifts.stream().filter(id -> !id.equals(objection)).toList(), expiredAt);
    }

    Permission expired(Instant when) {
        return expiredAt == null ? with(lifts, when) : this;
    }

    private Permission with(List<UUID> lifted, @Nullable Instant expired) {
        return new Permission(
                recordId,
                method,
                actor,
                at,
                recordedAt,
                effectiveAt,
                notice,
                topics,
                offerOwners,
                disclosedTo,
                explicit,
                lifted,
                expired);
    }
}
