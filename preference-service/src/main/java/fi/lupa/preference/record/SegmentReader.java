// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a closed segment record by record, so that its length is nobody's memory. */
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), BUFFER)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                } else {
                    unreadable += take(line.toByteArray(), taker);
                    line.reset();
                }
            }
        }
        // A line without an end was not written whole: the answer may or may not have left, so it is not taken for a
        // record.
        return line.size() == 0 ? unreadable : unreadable + 1;
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
