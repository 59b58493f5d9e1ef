// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What the report says, that it is PDF/A by veraPDF's word, and that no extract makes it large. */
class ReportPdfTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123Z");
    private static final String SHA = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(strings = {"fi", "sv", "en"})
    void isPdfA_andTellsThePersonsTimeline_inEachLanguage(String language) throws IOException {
        // Given
        Report report = aboutAPerson(language);

        // When
        byte[] pdf = ReportPdf.of(report, NOW);

        // Then
        assertPdfA(pdf);
        Words words = Words.in(language);
        assertThat(text(pdf))
                .contains(words.of("title"))
                .contains(words.of("chart.person"))
                .contains(words.of("kind.consent.given"))
                .contains(words.of("lane.AGAINST"))
                .contains("2026-03-01 09:00:00Z")
                .contains("newsletter, EMAIL")
                .contains("Haluan uutiskirjeen")
                .contains(words.of("answer.DENY") + ", QUIET_HOURS")
                .contains("TSV/1/2026");
    }

    @Test
    void drawsTheCountsOfThePeriod_whenAControllerWasAskedFor() throws IOException {
        // Given
        Report report = new Report("en", "0193e3c5", false);
        for (int day = 1; day <= 20; day++) {
            report.counted("consent.given");
            report.event(
                    event(Instant.parse("2026-03-01T09:00:00Z")),
                    Instant.parse("2026-03-%02dT09:00:00Z".formatted(day)));
        }
        report.totals(new Report.Totals(21, 0, "CONTROLLER"));

        // When
        byte[] pdf = ReportPdf.of(report, NOW);

        // Then
        assertPdfA(pdf);
        assertThat(text(pdf))
                .contains("20 periods with their numbers")
                .contains("2026-03-01 1 2026-03-02 1 2026-03-03 1")
                .contains("The extract is complete about this controller");
    }

    @Test
    void putsASquareAndSaysSo_whenTheTypefaceLacksALetter() throws IOException {
        // Given
        Report report = aboutAPerson("en");
        report.text(new Report.Text("other 1 (zh)", SHA, "SHOWN", "\u540c\u610f \ud83d\ude00 ä\u0000\ud83d"));

        // When
        byte[] pdf = ReportPdf.of(report, NOW);

        // Then
        assertPdfA(pdf);
        assertThat(text(pdf)).contains("A square stands for a letter");
        assertThat(text(ReportPdf.of(aboutAPerson("en"), NOW))).doesNotContain("A square stands");
    }

    @Test
    void staysSmallAndSaysWhatItLeavesOut_whenAMillionEntriesAreTold() throws IOException {
        // Given
        Report report = new Report("en", "0193e3c5", true);
        Instant at = Instant.parse("2020-01-01T00:00:00Z");
        for (int i = 0; i < 1_000_000; i++) {
            report.event(event(at.plusSeconds(200L * i)), at.plusSeconds(200L * i));
        }
        String letter = "long ".repeat(10_000);
        for (int i = 0; i < 1_000; i++) {
            report.text(new Report.Text("notice " + i, SHA, "SHOWN", letter));
            report.answer(new Report.Answer("2026-03-01T09:00:00.000Z", "c", "p", "DENY", "R", "PROVEN"));
        }

        // When
        byte[] pdf = ReportPdf.of(report, NOW);

        // Then
        assertThat(pdf).hasSizeLessThan(1 << 20);
        assertThat(text(pdf))
                .contains("The first 2000 of 1000000 are shown here. All of them are in entries.csv.")
                .contains("The first 30 of 1000 are shown here. All of them are in notices.ndjson.")
                .contains("The first 500 of 1000 are shown here. All of them are in decisions.csv.")
                .contains("[the text goes on; all of it is in notices/" + SHA + ".txt]");
    }

    @Test
    void isTheSameBytes_whenMadeTwiceAtTheSameTime() throws IOException {
        assertThat(ReportPdf.of(aboutAPerson("fi"), NOW)).isEqualTo(ReportPdf.of(aboutAPerson("fi"), NOW));
    }

    private static Report aboutAPerson(String language) {
        Report report = new Report(language, "0193e3c5", true);
        report.fact("requestReference", "TSV/1/2026");
        report.fact("authority", null);
        report.counted("consent.given");
        report.counted("kind.of.tomorrow");
        report.event(event(Instant.parse("2026-03-01T09:00:00Z")), NOW);
        report.event(new Report.Event(NOW, "consent.withdrawn", "newsletter, EMAIL", "kysely", "A:2"), NOW);
        report.text(
                new Report.Text("newsletter-notice 1.1 (fi)", SHA, "SHOWN", "Uutiskirje\nHaluan uutiskirjeen.\nKyllä"));
        report.text(new Report.Text("newsletter-notice 1.2 (fi)", SHA, "MISSING", null));
        report.answered(new Report.Asked("OBTAINED", null, Map.of("PROVEN", 1L)));
        report.answer(new Report.Answer(
                "2026-03-01T09:00:00.000Z", "marketing-tool", "newsletter, EMAIL", "DENY", "QUIET_HOURS", "PROVEN"));
        report.personal(new Report.Asked("OBTAINED", null, Map.of("HELD", 2L)));
        report.totals(new Report.Totals(3, 1, "SUBJECT"));
        report.log(new Report.Log("log.example.fi/log/A", 3, "cm9vdA=="));
        report.file(new Report.FileHash("entries/part-0001.ndjson", SHA));
        return report;
    }

    private static Report.Event event(Instant at) {
        return new Report.Event(at, "consent.given", "newsletter, EMAIL", "kysely", "A:1");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static void assertPdfA(byte[] pdf) {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(PDFAFlavour.PDFA_2_B, false)
                    .validate(parser);
            assertThat(result.isCompliant())
                    .as(result.getTestAssertions().toString())
                    .isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
