// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.ImportDesk;
import fi.lupa.consent.capture.ImportedLine;
import fi.lupa.consent.capture.ImportedRow;
import fi.lupa.consent.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Records one block of an import: its rows, its part of the report and the step to the next block commit together. */
@ApplicationScoped
class RecordBlock {

    private static final TypeReference<List<SpooledLine>> LINES = new TypeReference<>() {};

    private final ImportSteps steps;
    private final ImportDesk desk;
    private final Vault vault;
    private final ObjectMapper json;

    RecordBlock(ImportSteps steps, ImportDesk desk, Vault vault, ObjectMapper json) {
        this.steps = steps;
        this.desk = desk;
        this.vault = vault;
        this.json = json;
    }

    /** Somebody else has recorded the block. */
    static final class RecordedElsewhereException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RecordedElsewhereException() {
            super("the block is recorded", null, false, false);
        }
    }

    /** Records the block; throws RecordedElsewhereException, and then nothing is changed. */
    void record(ImportJob job, int ordinal) {
        List<ImportedLine> unreadable = new ArrayList<>();
        List<ImportedRow> rows = new ArrayList<>();
        RowReader reader = new RowReader(job.columns());
        for (SpooledLine line : lines(job, ordinal)) {
            try {
                rows.add(reader.row(line));
            } catch (RowReader.NoRowException e) {
                unreadable.add(new ImportedLine(line.number(), ImportedLine.Result.INVALID, e.getMessage()));
            }
        }
        if (job.dryRun()) {
            List<ImportedLine> judged = all(unreadable, desk.judge(job.caller(), job.controller(), rows));
            require(steps.judged(job, ordinal, report(judged), counts(judged)));
            return;
        }
        desk.record(job.caller(), job.controller(), rows, new ImportDesk.Inside() {
            @Override
            public void begin() {
                require(steps.advance(job, ordinal));
            }

            @Override
            public void end(List<ImportedLine> lines) {
                List<ImportedLine> done = all(unreadable, lines);
                steps.done(job, ordinal, report(done), counts(done));
            }
        });
    }

    private static void require(boolean mine) {
        if (!mine) {
            throw new RecordedElsewhereException();
        }
    }

    private List<SpooledLine> lines(ImportJob job, int ordinal) {
        byte[] sealed = steps.sealed(job, ordinal);
        if (sealed == null) {
            throw new RecordedElsewhereException();
        }
        byte[] plain =
                vault.openWith(job.wrapped(), job.tenant(), job.holder(), sealed, ImportJob.use(job.id(), ordinal));
        try {
            return json.readValue(plain, LINES);
        } catch (IOException e) {
            throw new IllegalStateException("a block cannot be read", null);
        }
    }

    private static List<ImportedLine> all(List<ImportedLine> unreadable, List<ImportedLine> judged) {
        List<ImportedLine> all = new ArrayList<>(unreadable);
        all.addAll(judged);
        all.sort(Comparator.comparingInt(ImportedLine::line));
        return all;
    }

    private String report(List<ImportedLine> lines) {
        StringBuilder report = new StringBuilder();
        for (ImportedLine line : lines) {
            try {
                report.append(json.writeValueAsString(line)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a report cannot be written", null);
            }
        }
        return report.toString();
    }

    private static Map<String, Long> counts(List<ImportedLine> lines) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("rows", (long) lines.size());
        lines.forEach(line -> counts.merge(name(line.result()), 1L, Long::sum));
        return counts;
    }

    /** The result's word in camel case. */
    private static String name(ImportedLine.Result result) {
        StringBuilder name = new StringBuilder();
        for (String part : result.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }
}
