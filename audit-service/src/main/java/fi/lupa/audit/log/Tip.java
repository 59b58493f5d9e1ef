// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.time.Instant;
import java.util.List;

/**
 * The newest committed batch: what the next one must follow on.
 *
 * @param number dense, 0 before the first
 * @param spans every partition ever read
 */
record Tip(long number, Instant loggedAt, List<Span> spans) {

    static final Tip NONE = new Tip(0, Instant.EPOCH, List.of());

    Tip {
        spans = List.copyOf(spans);
    }
}
