// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment that is being written: a line for each record. Used by one thread. */
final class OpenSegment {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private final long begun = System.nanoTime();
    private int records;

    private OpenSegment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    static OpenSegment create(Path file) throws IOException {
        return new OpenSegment(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    void write(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
        records++;
    }

    /** Returns when all that was written is on disk. */
    void force() throws IOException {
        out.flush();
        channel.force(false);
    }

    int records() {
        return records;
    }

    long ageNanos() {
        return System.nanoTime() - begun;
    }

    /** Ends the segment; only then can it be shipped. */
    void close() throws IOException {
        force();
        channel.close();
        SegmentDirectory.close(file);
    }

    /** Lets go of a segment that can no longer be written; what reached the disk is shipped with the rest. */
    void abandon() {
        try {
            channel.close();
            SegmentDirectory.close(file);
        } catch (IOException e) {
            // The next start of the process finds the file as it is.
            return;
        }
    }
}
