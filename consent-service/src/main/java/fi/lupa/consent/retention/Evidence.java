// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one fact.
 *
 * @param use whether anything rests on it
 * @param recordedAt when the fact was recorded
 * @param unusedSince since when the worker knows that nothing rests on it; null: something did when it last looked
 */
record Evidence(
        UUID event,
        String controller,
        Use use,
        Instant recordedAt,
        @Nullable Instant unusedSince,
        @Nullable Instant destroyAt) {

    /** What rests on evidence. */
    enum Use {
        /** A permission that stands, one that waits, a request that is open, or what is on record about the person: it is kept. */
        IN_USE,
        /** A permission that ended: nobody noted when, so its time begins when that is first seen. */
        ENDED,
        /** It was never more than proof that something was said: its time begins with that. A prohibition stands without it. */
        PROOF_ALONE
    }

    /** What the worker makes of it; a date is given only where the controller has a policy. */
    Evidence judged(Optional<RetentionPolicy> policy, Instant now) {
        if (use == Use.IN_USE) {
            return with(null, null);
        }
        Instant since = unusedSince == null ? firstUnused(now) : unusedSince;
        return with(since, policy.map(known -> known.keepFor().after(since)).orElse(null));
    }

    private Instant firstUnused(Instant now) {
        return use == Use.PROOF_ALONE ? recordedAt : now;
    }

    boolean dueAt(Instant now) {
        return destroyAt != null && !now.isBefore(destroyAt);
    }

    private Evidence with(@Nullable Instant since, @Nullable Instant until) {
        return new Evidence(event, controller, use, recordedAt, since, until);
    }
}
