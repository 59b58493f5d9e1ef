// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads the items that {@link ChunkWriter} wrote, in the same order. Every method throws {@link DamagedException} where the file is not what was
 * written, or ends. Used by one thread.
 */
public final class ChunkReader {

    private final ReadableByteChannel channel;
    private final ByteBuffer head = ChunkFormat.buffer(ChunkFormat.HEAD);
    private ByteBuffer chunk = ChunkFormat.buffer(ChunkFormat.USUAL).limit(0);
    private int number;

    /** Makes one that reads from the channel, from where it stands. */
    public ChunkReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Reads a number. */
    public int integer() throws IOException {
        return next(Integer.BYTES).getInt();
    }

    /** Reads a number that tells how many of something follow. */
    public int count() throws IOException {
        int count = integer();
        if (count < 0) {
            throw new DamagedException("a count is negative");
        }
        return count;
    }

    /** Reads a number. */
    public long number() throws IOException {
        return next(Long.BYTES).getLong();
    }

    /** Reads numbers. */
    public long[] numbers() throws IOException {
        int count = count();
        ByteBuffer from = rest((long) Long.BYTES * count);
        long[] values = new long[count];
        from.asLongBuffer().get(values);
        from.position(from.position() + Long.BYTES * count);
        return values;
    }

    /** Reads bytes. */
    public byte[] bytes() throws IOException {
        int count = count();
        ByteBuffer from = rest(count);
        byte[] values = new byte[count];
        from.get(values);
        return values;
    }

    /** Reads a text. */
    public String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Reads that here is the end. */
    public void end() throws IOException {
        if (chunk.hasRemaining()) {
            throw new DamagedException("there is more than was asked for");
        }
        nextChunk();
        if (chunk.hasRemaining()) {
            throw new DamagedException("there is more than was asked for");
        }
    }

    /** Returns the chunk that the next item stands in, which begins with so many bytes. */
    private ByteBuffer next(int bytes) throws IOException {
        if (!chunk.hasRemaining()) {
            nextChunk();
        }
        return rest(bytes);
    }

    /** Returns the chunk, in which so many bytes more of the same item stand. */
    private ByteBuffer rest(long bytes) throws DamagedException {
        if (bytes > chunk.remaining()) {
            throw new DamagedException("an item is longer than its chunk");
        }
        return chunk;
    }

    private void nextChunk() throws IOException {
        fill(head.clear());
        int length = head.getInt(0);
        if (length < 0 || length > ChunkFormat.LONGEST) {
            throw new DamagedException("a chunk's length is wrong");
        }
        if (length > chunk.capacity()) {
            chunk = ChunkFormat.buffer(length);
        }
        fill(chunk.clear().limit(length));
        if (ChunkFormat.checksum(number, chunk) != head.getInt(Integer.BYTES)) {
            throw new DamagedException("a chunk's checksum is wrong");
        }
        number++;
    }

    private void fill(ByteBuffer to) throws IOException {
        while (to.hasRemaining()) {
            if (channel.read(to) < 0) {
                throw new DamagedException("the file ends early");
            }
        }
        to.flip();
    }
}
