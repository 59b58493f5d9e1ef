// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.leaf.IncomingRecord;
import fi.lupa.audit.leaf.Reading;
import fi.lupa.audit.leaf.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was read since the last commit: spans, readings in order, and the offsets that held no reading. Of one thread. */
final class Progress {

    private final Map<Place, Span> spans = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private long markers;
    private long compacted;
    private long unaccounted;

    Progress(List<Span> starts) {
        starts.forEach(span -> spans.put(new Place(span.topic(), span.partition()), span));
    }

    /** Accounts for a record and what it turned out to be. */
    void add(IncomingRecord record, Reading reading) {
        Source source = record.source();
        Place place = new Place(source.topic(), source.partition());
        Span span = spans.get(place);
        if (span == null || source.offset() < span.to()) {
            throw new IllegalStateException("a record from before the position of its partition");
        }
        countMissing(record.feed(), source.offset() - span.to());
        spans.put(place, span.reaching(source));
        if (reading instanceof Reading.Marker) {
            markers++;
        } else {
            readings.add(reading);
        }
    }

    /** Accounts for an event of this service itself, as if it were the next record of a partition. */
    void add(OwnEvent event) {
        Place place = new Place(OwnEvents.SOURCE, 0);
        Span span = spans.getOrDefault(place, Span.start(OwnEvents.SOURCE, OwnEvents.SOURCE, 0));
        Source source = new Source(OwnEvents.SOURCE, 0, span.to());
        spans.put(place, span.reaching(source));
        readings.add(new Reading.Accepted(event.from(source)));
    }

    private void countMissing(Feed feed, long offsets) {
        if (feed.compacted()) {
            compacted += offsets;
        } else {
            unaccounted += offsets;
        }
    }

    String topicId(Source source) {
        return Objects.requireNonNull(spans.get(new Place(source.topic(), source.partition())))
                .topicId();
    }

    boolean isEmpty() {
        return offsets() == 0;
    }

    /** Says whether nothing but markers came. */
    boolean hasNoReading() {
        return readings.isEmpty();
    }

    List<Reading> readings() {
        return readings;
    }

    List<Span> spans() {
        return List.copyOf(spans.values());
    }

    long offsets() {
        return spans.values().stream().mapToLong(Span::offsets).sum();
    }

    /** Returns the account of everything read, given what became of the readings. */
    Tally tally(long entries, long rejections) {
        long duplicates = readings.size() - entries - rejections;
        return new Tally(entries, duplicates, rejections, markers, compacted, unaccounted);
    }

    private record Place(String topic, int partition) {}
}
