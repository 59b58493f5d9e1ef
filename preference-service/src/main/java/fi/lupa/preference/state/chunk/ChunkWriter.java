// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Writes items, one after the other, to a file that {@link ChunkReader} reads. Used by one thread. */
public final class ChunkWriter {

    private final WritableByteChannel channel;
    private ByteBuffer chunk =
            ChunkFormat.buffer(ChunkFormat.HEAD + ChunkFormat.USUAL).position(ChunkFormat.HEAD);
    private int number;

    /** Makes one that writes to the channel, from where it stands. */
    public ChunkWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Adds a number. */
    public void integer(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    /** Adds a number. */
    public void number(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    /** Adds numbers and how many they are. */
    public void numbers(long[] values) throws IOException {
        ByteBuffer to = room(Integer.BYTES + (long) Long.BYTES * values.length);
        to.putInt(values.length);
        to.asLongBuffer().put(values);
        to.position(to.position() + Long.BYTES * values.length);
    }

    /** Adds bytes and how many they are. */
    public void bytes(byte[] values) throws IOException {
        room((long) Integer.BYTES + values.length).putInt(values.length).put(values);
    }

    /** Adds a text. */
    public void text(String value) throws IOException {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes what is not written yet, and that this is the end. The channel stays open. */
    public void end() throws IOException {
        flush();
        flush();
    }

    private ByteBuffer room(long bytes) throws IOException {
        if (bytes > ChunkFormat.LONGEST) {
            throw new IOException("an item is too long for a chunk");
        }
        if (bytes > chunk.remaining()) {
            if (chunk.position() > ChunkFormat.HEAD) {
                flush();
            }
            if (bytes > chunk.remaining()) {
                chunk = ChunkFormat.buffer(ChunkFormat.HEAD + (int) bytes).position(ChunkFormat.HEAD);
            }
        }
        return chunk;
    }

    private void flush() throws IOException {
        int end = chunk.position();
        ByteBuffer items = chunk.duplicate().flip().position(ChunkFormat.HEAD);
        chunk.putInt(0, end - ChunkFormat.HEAD).putInt(Integer.BYTES, ChunkFormat.checksum(number, items));
        chunk.flip();
        while (chunk.hasRemaining()) {
            channel.write(chunk);
        }
        number++;
        chunk.clear().position(ChunkFormat.HEAD);
    }
}
