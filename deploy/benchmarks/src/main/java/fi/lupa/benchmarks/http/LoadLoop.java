// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Keeps several connections busy from one thread, as redis-benchmark does. Not safe for use by several threads. */
public final class LoadLoop implements AutoCloseable {

    private static final Duration STALL = Duration.ofSeconds(30);
    /** How long it rests between two looks in an open loop; the system makes some 70 µs of it. Times are too long by that, never too short. */
    private static final long REST_NANOS = 20_000;

    private final Selector selector;
    private final List<Lane> lanes;

    private LoadLoop(Selector selector, List<Lane> lanes) {
        this.selector = selector;
        this.lanes = lanes;
    }

    /** A connection and what it waits for. */
    private static final class Lane {
        private final Connection connection;
        private long since;
        private Request.Check check = answered -> false;

        Lane(Connection connection) {
            this.connection = connection;
        }

        void send(Request request, long dueNanos, Tally tally) {
            try {
                since = dueNanos;
                check = request::isRight;
                connection.send(request);
                tally.sent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean receive(Tally tally) {
            try {
                boolean complete = connection.receive();
                if (complete) {
                    tally.answered(System.nanoTime() - since, check.isRight(connection), connection);
                }
                return complete;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Opens so many connections to a port of this machine. */
    public static LoadLoop to(int port, int connections) throws IOException {
        Selector selector = Selector.open();
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Lane lane = new Lane(Connection.to(port));
            lane.connection.watch(selector, lane);
            lanes.add(lane);
        }
        return new LoadLoop(selector, List.copyOf(lanes));
    }

    /** Closed loop: each connection sends its next request as soon as it has its answer, until the time is over or there are no more. */
    public LoadResult closed(Iterator<Request> requests, Duration limit) throws IOException {
        Tally tally = new Tally();
        long begin = System.nanoTime();
        for (Lane lane : lanes) {
            sendNext(lane, requests, tally);
        }
        while (tally.underWay() > 0) {
            long before = tally.answeredSoFar();
            int ready = select(STALL.toMillis(), lane -> {
                if (lane.receive(tally) && System.nanoTime() - begin < limit.toNanos()) {
                    sendNext(lane, requests, tally);
                }
            });
            if (ready == 0 && tally.answeredSoFar() == before) {
                throw new IOException("no answer for " + STALL.toSeconds() + " s");
            }
        }
        return tally.result(System.nanoTime() - begin);
    }

    /** Open loop: requests are due at a fixed rate, and the time of each runs from when it was due. The requests must not end. */
    public LoadResult open(Iterator<Request> requests, double perSecond, Duration time) throws IOException {
        long begin = System.nanoTime();
        Pace pace = new Pace(begin, perSecond, time);
        Tally tally = new Tally();
        Deque<Lane> idle = new ArrayDeque<>(lanes);
        long lastNews = begin;
        while (tally.answeredSoFar() < pace.count()) {
            sendWhatIsDue(idle, requests, pace, tally);
            int ready = select(0, lane -> {
                if (lane.receive(tally)) {
                    idle.addLast(lane);
                }
            });
            if (ready > 0 || tally.underWay() == 0) {
                lastNews = System.nanoTime();
            }
            if (System.nanoTime() - lastNews > STALL.toNanos()) {
                throw new IOException("no answer for " + STALL.toSeconds() + " s");
            }
            if (ready == 0) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }
        return tally.result(System.nanoTime() - begin);
    }

    private static void sendWhatIsDue(Deque<Lane> idle, Iterator<Request> requests, Pace pace, Tally tally) {
        while (!idle.isEmpty() && tally.sentSoFar() < pace.count()) {
            long due = pace.dueAt(tally.sentSoFar());
            if (System.nanoTime() - due < 0) {
                return;
            }
            idle.removeFirst().send(requests.next(), due, tally);
        }
    }

    private static void sendNext(Lane lane, Iterator<Request> requests, Tally tally) {
        if (requests.hasNext()) {
            Request next = requests.next();
            lane.send(next, System.nanoTime(), tally);
        }
    }

    private int select(long waitMillis, Consumer<Lane> act) throws IOException {
        return waitMillis == 0
                ? selector.selectNow(key -> act.accept((Lane) key.attachment()))
                : selector.select(key -> act.accept((Lane) key.attachment()), waitMillis);
    }

    @Override
    public void close() throws IOException {
        for (Lane lane : lanes) {
            lane.connection.close();
        }
        selector.close();
    }
}
