// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import fi.lupa.platform.id.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to segments, in one thread. What is not known to be on disk is kept in memory and written again to another
 * segment when a write fails; until that succeeds no more is taken.
 */
final class RecordWriter implements DecisionRecords {

    private static final Logger LOG = Logger.getLogger(RecordWriter.class);
    private static final int CAPACITY = 1 << 15;
    private static final int MOST_AT_ONCE = 4_096;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long TRY_AGAIN_MILLIS = 1_000;

    private final SegmentDirectory directory;
    private final RecordSettings settings;
    private final Ids ids;
    private final Runnable closed;
    private final BlockingQueue<DecisionRecord> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<byte[]> unforced = new ArrayList<>();
    private int written;
    private long forcedAt = System.nanoTime();
    private @Nullable OpenSegment segment;
    private volatile boolean failing;
    private volatile boolean ending;

    /** The last argument is told whenever a segment can be shipped. */
    RecordWriter(SegmentDirectory directory, RecordSettings settings, Ids ids, Runnable closed) {
        this.directory = directory;
        this.settings = settings;
        this.ids = ids;
        this.closed = closed;
    }

    @Override
    public boolean take(DecisionRecord answer) {
        return !failing && !ending && queue.offer(answer);
    }

    /** Tells whether nothing is taken because the disk does not take it. */
    boolean failing() {
        return failing;
    }

    /** Writes until it is told to end, and then what was taken. */
    void run() throws InterruptedException {
        while (!ending || !queue.isEmpty() || !unforced.isEmpty()) {
            collect();
            if (!tryToWrite()) {
                if (ending) {
                    LOG.errorf("%d answers stay without a record: the disk does not take them.", unforced.size());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_MILLIS);
            }
        }
    }

    /** Takes no more. */
    void end() {
        ending = true;
    }

    private void collect() throws InterruptedException {
        DecisionRecord first = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            List<DecisionRecord> taken = new ArrayList<>(List.of(first));
            queue.drainTo(taken, MOST_AT_ONCE);
            taken.forEach(record -> unforced.add(RecordLine.write(record)));
        }
    }

    private boolean tryToWrite() {
        try {
            write();
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) {
                LOG.errorf(
                        "Decision records cannot be written, so nothing is answered: %s",
                        e.getClass().getName());
            }
            failing = true;
            abandon();
            return false;
        }
    }

    private void write() throws IOException {
        if (segment == null && unforced.isEmpty()) {
            return;
        }
        OpenSegment open = open();
        for (; written < unforced.size(); written++) {
            open.write(unforced.get(written));
        }
        if (isTimeToForce()) {
            force(open);
        }
        if (ending || isDue(open)) {
            close(open);
        }
    }

    private OpenSegment open() throws IOException {
        OpenSegment open = segment;
        if (open == null) {
            open = directory.begin(ids.next());
            segment = open;
        }
        return open;
    }

    private boolean isTimeToForce() {
        return failing || System.nanoTime() - forcedAt >= settings.force().toNanos();
    }

    private boolean isDue(OpenSegment open) {
        return open.records() >= settings.segmentRecords()
                || open.ageNanos() >= settings.segmentPeriod().toNanos();
    }

    private void force(OpenSegment open) throws IOException {
        if (!unforced.isEmpty()) {
            open.force();
            unforced.clear();
            written = 0;
        }
        forcedAt = System.nanoTime();
    }

    private void close(OpenSegment open) throws IOException {
        force(open);
        segment = null;
        open.close();
        closed.run();
    }

    private void abandon() {
        if (segment != null) {
            segment.abandon();
            segment = null;
        }
        written = 0;
    }
}
