// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a segment holds, all but the records themselves.
 *
 * @param days on which something of it was answered
 * @param unreadable lines that are no records
 */
record SegmentMinutes(Map<Series, Minute> minutes, List<LocalDate> days, int unreadable) {

    static SegmentMinutes read(Path segment) throws IOException {
        UUID id = SegmentDirectory.idOf(segment);
        Map<Series, MinuteDraft> drafts = new LinkedHashMap<>();
        SortedSet<LocalDate> days = new TreeSet<>();
        int unreadable = SegmentReader.read(segment, record -> {
            drafts.computeIfAbsent(record.series(), series -> new MinuteDraft(id, series))
                    .add(record);
            days.add(RecordTables.dayOf(record));
        });
        Map<Series, Minute> minutes = drafts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, draft -> draft.getValue().whole()));
        return new SegmentMinutes(minutes, List.copyOf(days), unreadable);
    }

    int records() {
        return minutes.values().stream()
                .mapToInt(minute -> minute.tree().size())
                .sum();
    }
}
