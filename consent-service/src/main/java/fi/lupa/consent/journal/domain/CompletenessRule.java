// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.domain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to when everything is published: the largest remembered time whose xmax is not above the xmin below which all is acknowledged.
 *
 * <p>A transaction that had committed by the time {@code readAt} has an xid below that pass's xmax; once xmin has reached this xmax it has been
 * read and published. The time never goes back. One instance serves one epoch; not thread-safe.
 */
public final class CompletenessRule {

    /** More distinct times than this are not remembered; the mark then moves in larger steps, never falsely. */
    private static final int LIMIT = 4096;

    private final int epoch;
    private final Deque<Snapshot> remembered = new ArrayDeque<>();
    private @Nullable Instant completeTo;

    public CompletenessRule(int epoch) {
        this.epoch = epoch;
    }

    /** Remembers a pass's time and xmax; of several with one xmax only the latest matters. */
    public void remember(Snapshot snapshot) {
        Snapshot last = remembered.peekLast();
        if (last != null && last.xmax() == snapshot.xmax()) {
            remembered.removeLast();
        }
        if (remembered.size() < LIMIT) {
            remembered.addLast(snapshot);
        }
    }

    /**
     * Returns the watermark after all rows below {@code xmin} were acknowledged, or nothing while no remembered time is complete. Call it only for a
     * pass that left no row below its xmin unread.
     */
    public Optional<Watermark> acknowledged(long xmin) {
        while (!remembered.isEmpty() && remembered.getFirst().xmax() <= xmin) {
            Instant readAt = remembered.removeFirst().readAt();
            if (completeTo == null || readAt.isAfter(completeTo)) {
                completeTo = readAt;
            }
        }
        return Optional.ofNullable(completeTo).map(time -> new Watermark(epoch, time, xmin));
    }
}
