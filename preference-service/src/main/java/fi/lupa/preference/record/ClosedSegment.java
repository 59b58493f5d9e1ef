// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A segment as it was read back.
 *
 * @param series the records of each series, in the order they were written
 * @param unreadable lines that are none of ours: a crash may leave one at the end
 */
record ClosedSegment(UUID id, Map<Series, List<RecordLine.Filed>> series, int unreadable) {

    static ClosedSegment read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Map<Series, List<RecordLine.Filed>> series = new LinkedHashMap<>();
        int unreadable = 0;
        int start = 0;
        for (int end = 0; end <= bytes.length; end++) {
            boolean torn = end == bytes.length;
            if (torn ? end == start : bytes[end] != '\n') {
                continue;
            }
            unreadable += file(series, Arrays.copyOfRange(bytes, start, end), torn);
            start = end + 1;
        }
        return new ClosedSegment(SegmentDirectory.idOf(file), series, unreadable);
    }

    /** A line without an end was not written whole: the answer may or may not have left, so it is not taken for a record. */
    private static int file(Map<Series, List<RecordLine.Filed>> series, byte[] line, boolean torn) {
        if (torn) {
            return 1;
        }
        try {
            RecordLine.Filed filed = RecordLine.read(line);
            series.computeIfAbsent(filed.series(), none -> new ArrayList<>()).add(filed);
            return 0;
        } catch (IOException e) {
            return 1;
        }
    }
}
