// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.audit.extract.asic.Container;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the leaves themselves, a line each, into parts of at most 64 MiB; line by line they are what the log hashes. */
final class EntryParts {

    private static final long LARGEST = 64L << 20;
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Container container;
    private final Map<String, Long> kinds = new TreeMap<>();
    private @Nullable OutputStream part;
    private long written;
    private int parts;
    private long entries;
    private long withheld;

    EntryParts(Container container) {
        this.container = container;
    }

    /** Writes the leaf and returns it read, once for all who look into it; null if only its place is told. */
    @Nullable
    JsonNode add(WalkedEntry entry) throws IOException {
        byte[] line = entry.line();
        if (line == null) {
            withheld++;
            return null;
        }
        OutputStream out = roomFor(line.length + 1);
        out.write(line);
        out.write('\n');
        entries++;
        JsonNode leaf = JSON.readTree(line);
        kinds.merge(leaf.path("kind").asText(), 1L, Long::sum);
        return leaf;
    }

    /** Ends the last part and says what was written. */
    Summary end() throws IOException {
        roomFor(0).close();
        return new Summary(parts, entries, withheld, kinds);
    }

    private OutputStream roomFor(int bytes) throws IOException {
        OutputStream open = part;
        if (open == null || written + bytes > LARGEST) {
            if (open != null) {
                open.close();
            }
            parts++;
            written = 0;
            open = new BufferedOutputStream(
                    container.begin("entries/part-%04d.ndjson".formatted(parts), "application/x-ndjson"), BUFFER);
            part = open;
        }
        written += bytes;
        return open;
    }

    /** What is in the parts. */
    record Summary(int parts, long entries, long withheld, Map<String, Long> kinds) {

        Summary {
            kinds = new TreeMap<>(kinds);
        }
    }
}
