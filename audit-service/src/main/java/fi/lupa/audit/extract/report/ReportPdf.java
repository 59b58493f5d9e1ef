// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Writes a report as PDF/A-2b. */
public final class ReportPdf {

    private static final float TITLE = 18;
    private static final float HEADING = 13;
    private static final float PLAIN = 10;
    private static final float FINE = 8.5f;
    private static final float HEADING_AND_TWO_LINES = 60;
    private static final float[] FACTS = {0, 160};
    private static final float[] COUNTS = {0, 260};
    private static final float[] EVENTS = {0, 100, 215, 325, 400};
    private static final float[] ANSWERS = {0, 100, 180, 290, 390};
    private static final float[] FILES = {0, 200};

    private final Report report;
    private final Words words;
    private final Sheets sheets;
    private final Typeface face;

    private ReportPdf(Report report, Sheets sheets, Typeface face) {
        this.report = report;
        this.words = Words.in(report.language);
        this.sheets = sheets;
        this.face = face;
    }

    /** Returns the document. The same report at the same time gives the same bytes. */
    public static byte[] of(Report report, Instant made) throws IOException {
        try (PDDocument document = new PDDocument()) {
            Typeface face = Typeface.into(document);
            ReportPdf pdf = new ReportPdf(report, new Sheets(document, face), face);
            pdf.write();
            Archival.mark(document, pdf.words, made);
            document.setDocumentId(made.toEpochMilli());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private void write() throws IOException {
        sheets.text(words.of("title"), TITLE);
        sheets.space(PLAIN);
        sheets.text(words.of("intro"), PLAIN);
        sheets.space(PLAIN);
        for (Map.Entry<String, String> fact : report.facts.entrySet()) {
            sheets.row(List.of(words.of("fact." + fact.getKey()), fact.getValue()), FACTS, PLAIN);
        }
        summary();
        if (report.aboutPerson) {
            person();
        } else {
            heading("chart.period");
            new PeriodChart(report.periods.shown()).draw(sheets, words);
        }
        texts();
        answers();
        heading("personal");
        sheets.text(asked("personal", report.personal), PLAIN);
        verification();
        if (face.isLacking()) {
            sheets.space(PLAIN);
            sheets.text(Typeface.LACKING + " " + words.of("glyphs"), FINE);
        }
        sheets.finish(words, report.name);
    }

    private void heading(String key) throws IOException {
        sheets.space(PLAIN);
        sheets.room(HEADING_AND_TWO_LINES);
        sheets.text(words.of(key), HEADING);
        sheets.rule();
    }

    private void summary() throws IOException {
        heading("summary");
        sheets.text(words.of("entries", report.totals.entries()), PLAIN);
        if (report.totals.withheld() > 0) {
            sheets.text(words.of("withheld", report.totals.withheld()), PLAIN);
        }
        sheets.text(words.of("complete." + report.totals.completeness()), PLAIN);
        heading("kinds");
        sheets.row(List.of(words.of("column.kind"), words.of("column.count")), COUNTS, FINE);
        for (Map.Entry<String, Long> kind : report.kinds.entrySet()) {
            sheets.row(List.of(kind(kind.getKey()), Long.toString(kind.getValue())), COUNTS, PLAIN);
        }
    }

    private void person() throws IOException {
        heading("chart.person");
        new PersonChart(report.events.first()).draw(sheets, words);
        heading("timeline");
        head(EVENTS, "at", "kind", "about", "controller", "place");
        for (Report.Event event : report.events.first()) {
            sheets.row(
                    List.of(
                            Words.time(event.at()),
                            kind(event.kind()),
                            event.about(),
                            event.controller(),
                            event.place()),
                    EVENTS,
                    FINE);
        }
        cut(report.events, "entries.csv");
    }

    private void texts() throws IOException {
        heading("texts");
        if (report.texts.all() == 0) {
            sheets.text(words.of("texts.none"), PLAIN);
        }
        for (Report.Text text : report.texts.first()) {
            sheets.space(PLAIN / 2);
            sheets.room(HEADING_AND_TWO_LINES);
            boolean isCut = text.result().equals("CUT");
            sheets.text(text.name(), PLAIN);
            sheets.text("SHA-256 " + text.sha256(), FINE);
            sheets.text(words.of("text." + (isCut ? "SHOWN" : text.result())), FINE);
            if (text.text() != null && !text.result().equals("DIFFERENT")) {
                sheets.text(Objects.requireNonNull(text.text()), PLAIN);
            }
            if (isCut) {
                sheets.text(words.of("text.cut", "notices/" + text.sha256() + ".txt"), FINE);
            }
        }
        cut(report.texts, "notices.ndjson");
    }

    private void answers() throws IOException {
        heading("answers");
        if (!report.answered.state().equals("OBTAINED")) {
            sheets.text(asked("answers", report.answered), PLAIN);
        } else if (report.answers.all() == 0) {
            sheets.text(words.of("answers.none"), PLAIN);
        }
        if (report.answers.all() == 0) {
            return;
        }
        head(ANSWERS, "at", "client", "question", "answer", "proof");
        for (Report.Answer answer : report.answers.first()) {
            String said = words.orPlain("answer.", answer.decision()) + ", " + answer.reason();
            String proof = words.orPlain("proof.", answer.proof());
            sheets.row(List.of(answer.at(), answer.client(), answer.question(), said, proof), ANSWERS, FINE);
        }
        cut(report.answers, "decisions.csv");
    }

    private void verification() throws IOException {
        heading("verify");
        for (int way = 1; way <= 3; way++) {
            sheets.text(way + ". " + words.of("verify." + way), PLAIN);
            sheets.space(PLAIN / 2);
        }
        heading("logs");
        for (Report.Log log : report.logs.first()) {
            sheets.text(words.of("log", log.origin(), log.size(), log.root()), FINE);
        }
        heading("files");
        for (Report.FileHash file : report.files.first()) {
            sheets.row(List.of(file.name(), file.sha256()), FILES, FINE - 1);
        }
        cut(report.files, "META-INF/ASiCManifest001.xml");
        sheets.text(words.of("files.note"), FINE);
    }

    private void head(float[] columns, String... keys) throws IOException {
        List<String> cells = new java.util.ArrayList<>();
        for (String key : keys) {
            cells.add(words.of("column." + key));
        }
        sheets.row(cells, columns, FINE);
        sheets.rule();
    }

    private void cut(Capped<?> capped, String file) throws IOException {
        if (capped.isCut()) {
            sheets.space(PLAIN / 2);
            sheets.text(words.of("cut", capped.first().size(), capped.all(), file), PLAIN);
        }
    }

    private String asked(String what, Report.Asked asked) {
        String results = new TreeMap<>(asked.results())
                .entrySet().stream()
                        .map(result -> result.getKey() + " " + result.getValue())
                        .collect(Collectors.joining(", "));
        String value = asked.reason() == null ? results : asked.reason();
        return words.of(what + "." + asked.state(), value.isEmpty() ? "0" : value);
    }

    private String kind(String kind) {
        return words.orPlain("kind.", kind);
    }
}
