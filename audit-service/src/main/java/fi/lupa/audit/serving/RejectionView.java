// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.time.Instant;

/**
 * A record that could not be logged as itself.
 *
 * @param log name of the log whose entry at {@code index} tells of it
 * @param digest salted digest of what was refused, as in that entry
 */
record RejectionView(
        String log,
        long index,
        String topic,
        int partition,
        long offset,
        String reason,
        String digest,
        Instant loggedAt) {}
