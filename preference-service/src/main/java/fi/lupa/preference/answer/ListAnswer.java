// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.ReasonCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see of the answer about one line of a list.
 *
 * @param retry whether the state could not answer, so that the line should be asked again
 * @param link where a mail to this recipient is unsubscribed from; only where it was asked for and the mail must carry one
 * @param keys by which the same recipient is asked about again
 */
public record ListAnswer(
        Outcome outcome,
        ReasonCode reason,
        @Nullable Instant notBefore,
        boolean retry,
        String handle,
        @Nullable String link,
        List<IdentifierKey> keys) {

    public ListAnswer {
        keys = List.copyOf(keys);
    }
}
