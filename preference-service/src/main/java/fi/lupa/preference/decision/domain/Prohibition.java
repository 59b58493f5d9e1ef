// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal or a refusal for one choice.
 *
 * @param method how it was said, as recorded; null if that was not kept
 */
public record Prohibition(
        Kind kind,
        String recordId,
        Instant at,
        Instant recordedAt,
        @Nullable Instant doNotAskBefore,
        @Nullable String method) {

    private static final String SIGNAL = "BROWSER_SETTINGS";

    /** Tells whether a browser said it, by a signal such as Global Privacy Control. */
    boolean saidByBrowser() {
        return SIGNAL.equals(method);
    }

    /** Whether something given was taken back, or something asked was declined. */
    public enum Kind {
        WITHDRAWN,
        REFUSED
    }
}
