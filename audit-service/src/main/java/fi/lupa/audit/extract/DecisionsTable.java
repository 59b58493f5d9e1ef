// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What was answered when and why, for a spreadsheet: to be read, not evidence. */
final class DecisionsTable implements AutoCloseable {

    private static final List<String> MEMBERS = List.of(
            "at",
            "client",
            "controller",
            "purpose",
            "channel",
            "decision",
            "reason",
            "row",
            "basis",
            "rulebook",
            "stateRevision",
            "asOf",
            "notBefore",
            "validUntil",
            "id");

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv;

    DecisionsTable() {
        text.write('\ufeff');
        csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
        List<String> head = new ArrayList<>(MEMBERS);
        head.add("proof");
        head.add("NOT EVIDENCE, see decisions.ndjson");
        csv.writeRecord(head);
    }

    void add(FoundRecord record, String result) {
        List<String> row = new ArrayList<>();
        MEMBERS.forEach(member ->
                row.add(EntriesTable.harmless(record.answer().path(member).asText(""))));
        row.add(result);
        row.add("");
        csv.writeRecord(row);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
