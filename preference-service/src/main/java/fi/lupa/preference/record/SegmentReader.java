// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a closed segment record by record, so that its length is nobody's memory. It looks through a buffer at a time: byte by byte took a
 * quarter of the processor time of the service.
 */
final class SegmentReader {

    private static final int BUFFER = 1 << 16;

    private SegmentReader() {}

    /** Is given each record in the order they were written. */
    interface Taker<X extends Exception> {

        void take(RecordLine.Filed record) throws X;
    }

    /** Reads the segment and returns how many of its lines are none of ours: a crash may leave one at the end. */
    static <X extends Exception> int read(Path segment, Taker<X> taker) throws IOException, X {
        int unreadable = 0;
        int held = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(segment)) {
            int read = in.read(buffer, 0, buffer.length);
            while (read >= 0) {
                int end = held + read;
                int begin = 0;
                for (int i = held; i < end; i++) {
                    if (buffer[i] == '\n') {
                        unreadable += take(Arrays.copyOfRange(buffer, begin, i), taker);
                        begin = i + 1;
                    }
                }
                held = end - begin;
                System.arraycopy(buffer, begin, buffer, 0, held);
                buffer = held == buffer.length ? Arrays.copyOf(buffer, 2 * held) : buffer;
                read = in.read(buffer, held, buffer.length - held);
            }
        }
        // A line without an end was not written whole: the answer may or may not have left, so it is not taken for a
        // record.
        return held == 0 ? unreadable : unreadable + 1;
    }

    private static <X extends Exception> int take(byte[] line, Taker<X> taker) throws X {
        RecordLine.Filed filed;
        try {
            filed = RecordLine.read(line);
        } catch (IOException e) {
            return 1;
        }
        taker.take(filed);
        return 0;
    }
}
