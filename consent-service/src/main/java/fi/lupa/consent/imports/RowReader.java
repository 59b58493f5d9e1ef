// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fi.lupa.consent.capture.ImportedRow;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lines as rows: of a CSV file by its header, otherwise each line is a JSON object. */
final class RowReader {

    private static final List<String> REQUIRED = List.of("type", "value", "purpose", "choice");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "value",
            "purpose",
            "channel",
            "choice",
            "originalMethod",
            "originalAt",
            "noticeId",
            "noticeVersion",
            "language",
            "source",
            "evidenceRef");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final @Nullable List<String> columns;

    /** Reads by these columns, or JSON if there are none. */
    RowReader(@Nullable List<String> columns) {
        this.columns = columns;
    }

    /** Tells that a line is no row, and why in one word. */
    static final class NoRowException extends Exception {

        private static final long serialVersionUID = 1L;

        NoRowException(String fault) {
            super(fault, null, false, false);
        }
    }

    /** Returns the columns of a header; throws INVALID_VALUE for one that is not known, missing or there twice. */
    static List<String> header(SpooledLine line) {
        String text = line.text();
        if (text == null) {
            throw refused(String.valueOf(line.fault()));
        }
        try {
            List<String> named = fields(text).stream().map(String::strip).toList();
            Set<String> different = new HashSet<>(named);
            if (!KNOWN.containsAll(different)) {
                throw refused("UNKNOWN_COLUMN");
            }
            if (!different.containsAll(REQUIRED)) {
                throw refused("MISSING_COLUMN");
            }
            if (different.size() < named.size()) {
                throw refused("DUPLICATE_COLUMN");
            }
            return named;
        } catch (NoRowException e) {
            throw refused("MALFORMED_CSV");
        }
    }

    private static ProblemException refused(String reason) {
        return ProblemException.at(ProblemCode.INVALID_VALUE, "header", reason);
    }

    ImportedRow row(SpooledLine line) throws NoRowException {
        String text = line.text();
        if (text == null) {
            throw new NoRowException(String.valueOf(line.fault()));
        }
        return new ImportedRow(line.number(), columns == null ? members(text) : members(columns, fields(text)));
    }

    private static Map<String, String> members(List<String> columns, List<String> fields) throws NoRowException {
        if (fields.size() != columns.size()) {
            throw new NoRowException("COLUMN_COUNT");
        }
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            put(members, columns.get(i), fields.get(i));
        }
        return members;
    }

    private static List<String> fields(String text) throws NoRowException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(';').ofCsvRecord(text)) {
            return csv.iterator().next().getFields();
        } catch (IOException | CsvParseException e) {
            throw new NoRowException("MALFORMED_CSV");
        }
    }

    private static Map<String, String> members(String text) throws NoRowException {
        Map<String, String> members = new HashMap<>();
        JsonNode object = object(text);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!KNOWN.contains(member.getKey())) {
                throw new NoRowException("UNKNOWN_MEMBER");
            }
            JsonNode value = member.getValue();
            if (!value.isTextual() && !value.isNull()) {
                throw new NoRowException("MALFORMED_JSON");
            }
            put(members, member.getKey(), value.isNull() ? "" : value.textValue());
        }
        return members;
    }

    private static JsonNode object(String text) throws NoRowException {
        try {
            JsonNode read = JSON.readTree(text);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // As what is JSON and no object.
        }
        throw new NoRowException("MALFORMED_JSON");
    }

    /** No column holds what no database and no log could: control characters and halves of characters. */
    private static void put(Map<String, String> members, String name, String value) throws NoRowException {
        String text = value.strip();
        boolean odd = text.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (odd) {
            throw new NoRowException("NOT_ALLOWED");
        }
        if (!text.isEmpty()) {
            members.put(name, text);
        }
    }
}
