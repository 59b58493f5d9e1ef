// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal or a refusal of one choice. It stays on record beside the permission that has lifted it.
 *
 * @param method how it was said; BROWSER_SETTINGS: by a signal (GPC); null: recorded before this was kept
 */
public record Prohibition(
        Kind kind,
        UUID recordId,
        Instant at,
        Instant recordedAt,
        @Nullable Instant doNotAskBefore,
        @Nullable CaptureMethod method) {

    /** Returns the one that is harder to lift: the later said, and the longest wish not to be asked. */
    Prohibition joinedWith(@Nullable Prohibition older) {
        if (older == null) {
            return this;
        }
        Prohibition kept = older.at.isAfter(at) ? older : this;
        return new Prohibition(
                kept.kind,
                kept.recordId,
                kept.at,
                kept.recordedAt,
                later(doNotAskBefore, older.doNotAskBefore),
                kept.method);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Whether something given was taken back, or something asked was declined. */
    public enum Kind {
        WITHDRAWN,
        REFUSED
    }
}
