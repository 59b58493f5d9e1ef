// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** How many entries there were in each period: a column each, and the same as numbers. */
final class PeriodChart {

    private static final int MOST = 36;
    private static final float HEIGHT = 150;
    private static final float SIZE = 9;
    private static final float FOOT = 16;
    private static final float[] COLUMNS = {0, 110, 160, 270, 320, 430};
    private static final int A_ROW = 3;

    private final List<Map.Entry<String, Long>> periods;
    private final boolean cut;

    PeriodChart(SortedMap<String, Long> shown) {
        List<Map.Entry<String, Long>> all = new ArrayList<>(shown.entrySet());
        cut = all.size() > MOST;
        periods = cut ? all.subList(all.size() - MOST, all.size()) : all;
    }

    void draw(Sheets sheets, Words words) throws IOException {
        sheets.text(words.of("chart.period.alt", periods.size()), SIZE);
        if (cut) {
            sheets.text(words.of("chart.cut", MOST), SIZE);
        }
        sheets.drawing(HEIGHT + FOOT);
        long most = periods.stream().mapToLong(Map.Entry::getValue).max().orElse(0);
        float step = Sheets.WIDTH / Math.max(1, periods.size());
        for (int i = 0; i < periods.size(); i++) {
            long count = periods.get(i).getValue();
            float height = most == 0 ? 0 : (HEIGHT - 2 * FOOT) * count / most;
            sheets.box(i * step + step / 8, FOOT, step * 3 / 4, Math.max(height, count == 0 ? 0 : 1));
        }
        sheets.box(0, FOOT - 1, Sheets.WIDTH, 0.6f);
        sheets.label(Long.toString(most), 0, HEIGHT, SIZE);
        if (!periods.isEmpty()) {
            String last = periods.get(periods.size() - 1).getKey();
            sheets.label(periods.get(0).getKey(), 0, 2, SIZE);
            sheets.label(last, Sheets.WIDTH - sheets.widthOf(last, SIZE), 2, SIZE);
        }
        numbers(sheets, words);
    }

    private void numbers(Sheets sheets, Words words) throws IOException {
        sheets.space(SIZE);
        List<String> head = new ArrayList<>();
        for (int i = 0; i < Math.min(A_ROW, periods.size()); i++) {
            head.add(words.of("column.period"));
            head.add(words.of("column.count"));
        }
        sheets.row(head, COLUMNS, SIZE);
        for (int i = 0; i < periods.size(); i += A_ROW) {
            List<String> row = new ArrayList<>();
            for (Map.Entry<String, Long> period : periods.subList(i, Math.min(i + A_ROW, periods.size()))) {
                row.add(period.getKey());
                row.add(Long.toString(period.getValue()));
            }
            sheets.row(row, COLUMNS, SIZE);
        }
    }
}
