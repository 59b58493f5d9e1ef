// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files the records of a segment a page at a time, each series by itself; what is not filed yet is all that is in memory. */
final class RecordPages {

    private static final int LENGTH = 500;

    private final RecordTables tables;
    private final Map<Series, Minute> minutes;
    private final Map<Series, Page> pages = new HashMap<>();

    RecordPages(RecordTables tables, Map<Series, Minute> minutes) {
        this.tables = tables;
        this.minutes = Map.copyOf(minutes);
    }

    /** The records of a series that were read last. */
    private static final class Page {

        private final Minute minute;
        private final List<RecordLine.Filed> records = new ArrayList<>(LENGTH);
        private int first;

        private Page(Minute minute) {
            this.minute = minute;
        }
    }

    void add(RecordLine.Filed record) throws SQLException {
        Page page = pages.computeIfAbsent(record.series(), this::begin);
        page.records.add(record);
        if (page.records.size() == LENGTH) {
            file(page);
        }
    }

    /** Files what is left. */
    void end() throws SQLException {
        for (Page page : pages.values()) {
            file(page);
        }
    }

    private Page begin(Series series) {
        Minute minute = minutes.get(series);
        if (minute == null) {
            throw new IllegalStateException("a segment was changed while it was read");
        }
        return new Page(minute);
    }

    private void file(Page page) throws SQLException {
        if (!page.records.isEmpty()) {
            tables.file(page.minute, page.first, page.records);
            page.first += page.records.size();
            page.records.clear();
        }
    }
}
