// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** The same entries as a table for a spreadsheet: semicolons, UTF-8 with byte order mark. For reading; it proves nothing. */
final class EntriesTable implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS =
            List.of("log", "at", "kind", "ctl", "sub", "purp", "chan", "basis", "n", "cn", "id");
    private static final List<String> HEAD = List.of(
            "log",
            "index",
            "logged",
            "at",
            "kind",
            "controller",
            "subject",
            "purpose",
            "channel",
            "basis",
            "n",
            "cn",
            "event",
            "NOT EVIDENCE, see entries/");
    private static final String FORMULA = "=+-@\t\r";

    private final CsvWriter csv;

    EntriesTable(Writer file) throws IOException {
        file.write('\ufeff');
        csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(file);
        csv.writeRecord(HEAD);
    }

    void add(WalkedEntry entry) throws IOException {
        byte[] line = entry.line();
        if (line == null) {
            return;
        }
        JsonNode leaf = JSON.readTree(line);
        List<String> row = new ArrayList<>(List.of(entry.log(), Long.toString(entry.index())));
        MEMBERS.forEach(member -> row.add(harmless(leaf.path(member).asText(""))));
        row.add("");
        csv.writeRecord(row);
    }

    /** What a spreadsheet would take for a formula gets an apostrophe. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
