// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request for a thread that may wait. A few pieces are asked for ahead, no more: a client that sends faster than
 * it is answered is held up by its own connection. Made on the event loop, read by one worker.
 */
final class Intake extends InputStream {

    private static final int AHEAD = 16;
    private static final Buffer END = Buffer.buffer("end");
    private static final Buffer BROKEN = Buffer.buffer("broken");

    private final HttpServerRequest request;
    private final Duration patience;
    private final BlockingQueue<Buffer> pieces = new LinkedBlockingQueue<>();
    private volatile boolean allReceived;
    private Buffer current = Buffer.buffer();
    private int at;
    private long received;

    Intake(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.patience = patience;
        request.pause();
        request.handler(pieces::add);
        request.endHandler(end -> {
            allReceived = true;
            pieces.add(END);
        });
        request.exceptionHandler(failure -> pieces.add(BROKEN));
        request.fetch(AHEAD);
    }

    /** Tells whether the client has sent everything. */
    boolean allReceived() {
        return allReceived;
    }

    /** Returns how many bytes were taken so far, as they were sent. */
    long received() {
        return received;
    }

    @Override
    public int read() throws CheckEndedException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws CheckEndedException {
        if (at == current.length() && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length() - at);
        current.getBytes(at, at + count, target, offset);
        at += count;
        received += count;
        return count;
    }

    @Override
    public int available() {
        return current.length() - at + pieces.size();
    }

    /** Reads what is left, up to a limit, and forgets it, so that the client comes to reading. */
    void drain(long most) throws CheckEndedException {
        long drained = 0;
        at = current.length();
        while (drained < most && next()) {
            at = current.length();
            drained += at;
        }
    }

    @SuppressWarnings("ReferenceEquality") // The two marks are themselves, whatever a client sends.
    private boolean next() throws CheckEndedException {
        if (current == END) {
            return false;
        }
        Buffer piece = poll();
        if (piece == BROKEN) {
            throw new CheckEndedException(CheckEnd.CLIENT_GONE);
        }
        current = piece;
        at = 0;
        if (piece == END) {
            at = current.length();
            return false;
        }
        request.fetch(1);
        return true;
    }

    private Buffer poll() throws CheckEndedException {
        try {
            Buffer piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new CheckEndedException(CheckEnd.CLIENT_TOO_SLOW);
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckEndedException(CheckEnd.INTERNAL);
        }
    }
}
