// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The person's entries on a line of time, in a row for each of what an entry means. */
final class PersonChart {

    private static final float LANE = 24;
    private static final float NAMES = 150;
    private static final float SIZE = 9;
    private static final float MARK = 6;

    private final List<Report.Event> events;
    private final Instant first;
    private final Instant last;

    PersonChart(List<Report.Event> events) {
        this.events = events;
        this.first = events.stream()
                .map(Report.Event::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        this.last = events.stream()
                .map(Report.Event::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    void draw(Sheets sheets, Words words) throws IOException {
        sheets.text(words.of("chart.person.alt", Words.time(first), Words.time(last)), SIZE);
        sheets.drawing(LANE * (Lane.values().length + 1));
        for (Lane lane : Lane.values()) {
            float base = LANE * lane.above();
            sheets.label(words.of("lane." + lane.name()), 0, base, SIZE);
            sheets.box(NAMES, base + MARK / 2, Sheets.WIDTH - NAMES, 0.4f);
        }
        for (Report.Event event : events) {
            float base = LANE * Lane.of(event.kind()).above();
            sheets.box(place(event.at()) - MARK / 4, base, MARK / 2, MARK);
        }
        String end = Words.time(last);
        sheets.label(Words.time(first), NAMES, LANE / 3, SIZE);
        sheets.label(end, Sheets.WIDTH - sheets.widthOf(end, SIZE), LANE / 3, SIZE);
    }

    private float place(Instant at) {
        long whole = Duration.between(first, last).toMillis();
        long part = Duration.between(first, at).toMillis();
        float room = Sheets.WIDTH - NAMES - MARK;
        return NAMES + MARK / 2 + (whole == 0 ? room / 2 : room * part / whole);
    }
}
