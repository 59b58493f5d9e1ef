// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The body of a response for a thread that may wait: so much is on its way to the client and no more. Whoever writes waits until
 * the client has taken some of it, and is told when it takes nothing. Written by one worker.
 */
final class Outflow extends OutputStream {

    private static final int PIECE = 16 * 1024;
    private static final int MOST_UNDERWAY = 8 * PIECE;

    /** Who has sent everything blocks nobody and may read slowly. */
    private static final int PATIENT_ROUNDS = 8;

    private final HttpServerResponse response;
    private final BooleanSupplier clientStillSends;
    private final Duration stall;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int underway;
    private long taken;
    private boolean gone;
    private boolean hurried;

    Outflow(HttpServerResponse response, BooleanSupplier clientStillSends, Duration stall) {
        this.response = response;
        this.clientStillSends = clientStillSends;
        this.stall = stall;
        response.exceptionHandler(failure -> leave());
        response.closeHandler(closed -> leave());
    }

    @Override
    public void write(int one) throws CheckEndedException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws CheckEndedException {
        for (int from = 0; from < length; from += PIECE) {
            int count = Math.min(PIECE, length - from);
            awaitRoom();
            send(Buffer.buffer(count).appendBytes(bytes, offset + from, count));
        }
    }

    /** From now on nothing waits for room: for the last line of a check that ends before its list is through. */
    void hurry() {
        hurried = true;
    }

    private void send(Buffer piece) {
        lock.lock();
        try {
            underway += piece.length();
        } finally {
            lock.unlock();
        }
        response.write(piece).onComplete(result -> written(piece.length(), result));
    }

    private void written(int length, AsyncResult<Void> result) {
        lock.lock();
        try {
            underway -= length;
            taken += length;
            gone |= result.failed();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            gone = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() throws CheckEndedException {
        lock.lock();
        try {
            int still = 0;
            while (mustWait()) {
                still = hasMoved() ? 0 : still + 1;
                if (still > (clientStillSends.getAsBoolean() ? 0 : PATIENT_ROUNDS)) {
                    throw new CheckEndedException(CheckEnd.CLIENT_DOES_NOT_READ);
                }
            }
            if (gone) {
                throw new CheckEndedException(CheckEnd.CLIENT_GONE);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean mustWait() {
        return underway >= MOST_UNDERWAY && !gone && !hurried;
    }

    /** Waits until the client has taken something, or for as long as a stall may last. */
    private boolean hasMoved() throws CheckEndedException {
        long before = taken;
        long left = stall.toNanos();
        try {
            while (left > 0 && taken == before && mustWait()) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckEndedException(CheckEnd.INTERNAL);
        }
        return taken != before || !mustWait();
    }
}
