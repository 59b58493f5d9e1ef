// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One keep-alive connection on loopback with at most one request under way. It holds the last answer until the next request is sent. */
public final class Connection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 1 << 16;

    private final SocketChannel channel;
    private final byte[] bytes = new byte[LARGEST_ANSWER];
    private final ByteBuffer in = ByteBuffer.wrap(bytes);
    private int whole = AnswerFrame.NOT_YET_KNOWN;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to a port of this machine. */
    public static Connection to(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel);
    }

    /** Sends a request and waits for its answer; returns whether the answer is right. */
    public boolean exchange(Request request) throws IOException {
        send(request);
        boolean complete = receive();
        while (!complete) {
            complete = receive();
        }
        return request.isRight(this);
    }

    void watch(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    void send(Request request) throws IOException {
        in.clear();
        whole = AnswerFrame.NOT_YET_KNOWN;
        ByteBuffer wire = request.wire();
        while (wire.hasRemaining()) {
            channel.write(wire);
        }
    }

    /** Reads what has come; tells whether the answer is complete. */
    boolean receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the service closed the connection");
        }
        if (whole == AnswerFrame.NOT_YET_KNOWN) {
            whole = AnswerFrame.wholeLength(bytes, in.position());
        }
        boolean complete = in.position() == whole;
        if (!complete) {
            requireRoom();
            return false;
        }
        whole = AnswerFrame.unframe(bytes, whole);
        return true;
    }

    /** More must come, and there must be room for it. */
    private void requireRoom() throws IOException {
        boolean tooMuch = whole != AnswerFrame.NOT_YET_KNOWN && in.position() > whole;
        if (whole > LARGEST_ANSWER || tooMuch || !in.hasRemaining()) {
            throw new IOException("an answer of another length than was expected");
        }
    }

    /** The status of the answer. */
    public int status() {
        return AnswerFrame.status(bytes);
    }

    /** Tells whether the body of the answer contains these bytes. */
    public boolean contains(byte[] text) {
        return AnswerFrame.contains(bytes, AnswerFrame.headLength(bytes, whole), whole, text);
    }

    /** The body of the answer. */
    public String body() {
        int head = AnswerFrame.headLength(bytes, whole);
        return new String(bytes, head, whole - head, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
