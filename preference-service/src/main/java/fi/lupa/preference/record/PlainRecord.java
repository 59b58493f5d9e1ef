// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that {@link RecordLine} writes in one pass: an object of single values, what is needed of them texts, each once. Everything else
 * is left to the mapper from the start (ADR 0068). For one line.
 */
final class PlainRecord {

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> NEEDED =
            List.of("at", "tenant", "client", "controller", "purpose", "addressee", "decision", "reason", "rulebook");

    private final JsonParser json;
    private final @Nullable String[] texts = new @Nullable String[NEEDED.size()];

    private PlainRecord(JsonParser json) {
        this.json = json;
    }

    /** Returns what is needed of the line; null if it is not of this kind. */
    static RecordLine.@Nullable Members read(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            PlainRecord plain = new PlainRecord(json);
            return plain.isPlain() ? plain.members() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private boolean isPlain() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!take(NEEDED.indexOf(name))) {
                return false;
            }
        }
        return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    }

    private boolean take(int needed) throws IOException {
        if (needed < 0) {
            return json.nextToken().isScalarValue();
        }
        boolean first = texts[needed] == null;
        texts[needed] = json.nextTextValue();
        return first && texts[needed] != null;
    }

    private RecordLine.Members members() {
        int next = 0;
        return new RecordLine.Members(
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next++],
                texts[next]);
    }
}
