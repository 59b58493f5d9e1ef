// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the batches as they were committed, again and again from the first: every offset read is an entry, a duplicate, a
 * rejection or a marker, no offset was passed over between batches, and the logs grew by exactly the lines counted.
 *
 * <p>Written by one thread, read by all.
 */
final class Accounts {

    private static final int MOST_BATCHES = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BATCHES = """
            SELECT i.number, i.offsets, i.positions,
              i.entries + i.duplicates + i.rejections + i.markers + i.compacted + i.unaccounted AS accounted,
              i.entries + i.rejections AS lines,
              (SELECT coalesce(sum(h.size - h.prev_size), 0) FROM head AS h WHERE h.batch = i.number) AS grown
            FROM ingest AS i WHERE i.number > ? ORDER BY i.number LIMIT ?""";

    private final Map<String, Long> ends = new HashMap<>();
    private volatile long checked;
    private volatile @Nullable String fault;

    /** Returns the number of the last batch that was gone over. */
    long checked() {
        return checked;
    }

    /** Returns what is wrong with the first batch that does not add up, null while all do. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Goes over the batches since the last time; once a batch does not add up, that stays said. */
    void check(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BATCHES)) {
            statement.setLong(1, checked);
            statement.setInt(2, MOST_BATCHES);
            try (ResultSet row = statement.executeQuery()) {
                while (fault == null && row.next()) {
                    check(row);
                }
            }
        }
        connection.commit();
    }

    private void check(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        List<Span> spans = spans(row.getString("positions"));
        long read = spans.stream().mapToLong(Span::offsets).sum();
        if (number != checked + 1) {
            fault = "batch " + (checked + 1) + " is missing";
        } else if (read != row.getLong("offsets") || read != row.getLong("accounted")) {
            fault = "batch " + number + " read " + read + " offsets and accounts for " + row.getLong("accounted");
        } else if (row.getLong("lines") != row.getLong("grown")) {
            fault = "batch " + number + " counted " + row.getLong("lines") + " lines and the logs grew by "
                    + row.getLong("grown");
        } else {
            spans.forEach(span -> follow(number, span));
        }
        checked = number;
    }

    private void follow(long number, Span span) {
        String place = span.topicId() + "-" + span.partition();
        long end = ends.getOrDefault(place, 0L);
        ends.put(place, span.to());
        if (end != span.from()) {
            fault = "batch " + number + " begins at " + span.from() + " of " + span.topic() + "-" + span.partition()
                    + ", the one before ended at " + end;
        }
    }

    private static List<Span> spans(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<Span>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("positions of an ingest row", e);
        }
    }
}
