// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.store.ReadPosition;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far saved states go.
 *
 * @param positions where to read on, for every partition of the states of which anything was read
 * @param marks the newest mark that was heard from each of them
 */
public record Reached(Map<Part, ReadPosition> positions, Map<Part, Watermark> marks) {

    /** Leaves out all that is not about states. */
    public Reached {
        positions = ofStates(positions);
        marks = ofStates(marks);
    }

    void write(ChunkWriter to) throws IOException {
        to.integer(positions.size());
        for (Map.Entry<Part, ReadPosition> entry : positions.entrySet()) {
            to.integer(entry.getKey().partition());
            to.text(entry.getValue().topicId());
            to.number(entry.getValue().nextOffset());
        }
        to.integer(marks.size());
        for (Map.Entry<Part, Watermark> entry : marks.entrySet()) {
            to.integer(entry.getKey().partition());
            to.integer(entry.getValue().position().epoch());
            to.number(entry.getValue().position().xid());
            to.number(entry.getValue().completeTo().toEpochMilli());
        }
    }

    static Reached read(ChunkReader from) throws IOException {
        Map<Part, ReadPosition> positions = new HashMap<>();
        for (int i = 0, count = from.count(); i < count; i++) {
            positions.put(new Part(Feed.STATES, from.integer()), new ReadPosition(from.text(), from.number()));
        }
        Map<Part, Watermark> marks = new HashMap<>();
        for (int i = 0, count = from.count(); i < count; i++) {
            Part part = new Part(Feed.STATES, from.integer());
            Position position = new Position(from.integer(), from.number());
            marks.put(part, new Watermark(position, Instant.ofEpochMilli(from.number())));
        }
        return new Reached(positions, marks);
    }

    private static <T> Map<Part, T> ofStates(Map<Part, T> all) {
        Map<Part, T> some = new HashMap<>(all);
        some.keySet().removeIf(part -> part.feed() != Feed.STATES);
        return Map.copyOf(some);
    }
}
