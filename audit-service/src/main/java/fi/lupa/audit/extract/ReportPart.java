// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.report.Report;
import fi.lupa.audit.extract.report.ReportPdf;
import fi.lupa.platform.id.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part for people: told of everything while the bundle is written, written when all else but the manifest is. */
final class ReportPart {

    static final String FILE = "report.pdf";

    private static final String TYPE = "application/pdf";
    private static final String TILES = "/tile/";

    private final BundlePlan plan;
    private final Report report;

    ReportPart(BundlePlan plan) {
        this.plan = plan;
        Extract extract = plan.extract();
        this.report = new Report(
                extract.language(), extract.id().toString(), extract.scope().subject() != null);
    }

    /** Returns where texts and answers are told. */
    Report report() {
        return report;
    }

    void add(WalkedEntry entry, JsonNode leaf) {
        String kind = leaf.path("kind").asText();
        report.counted(kind);
        if (!plan.isInScope(entry)) {
            return;
        }
        report.event(
                new Report.Event(
                        Timestamps.parse(leaf.path("at").asText()),
                        kind,
                        together(leaf.path("purp").asText(""), leaf.path("chan").asText("")),
                        leaf.path("ctl").asText(""),
                        entry.log() + ":" + entry.index()),
                Timestamps.parse(leaf.path("log").asText()));
    }

    /** Writes the report; what stands in the container by now is named in it. */
    void write(Container container, BundleWriter.Count count, Instant now) throws IOException {
        addFacts(now);
        BundlePlan.Completeness completeness = plan.completeness();
        long withheld = completeness == BundlePlan.Completeness.NONE
                ? 0
                : count.entries().withheld();
        report.totals(new Report.Totals(count.entries().entries(), withheld, completeness.name()));
        report.personal(count.disclosures().asked());
        report.answered(count.answers().results().asked());
        for (LogPapers papers : plan.papers()) {
            report.log(new Report.Log(papers.origin(), papers.log().size(), root(papers.checkpoint())));
        }
        container.fingerprints().forEach((name, sha256) -> {
            if (!name.contains(TILES)) {
                report.file(new Report.FileHash(name, sha256));
            }
        });
        container.add(FILE, TYPE, ReportPdf.of(report, now));
    }

    private void addFacts(Instant now) {
        Extract extract = plan.extract();
        ExtractScope scope = extract.scope();
        report.fact("extract", extract.id().toString());
        report.fact("requestReference", extract.reference());
        report.fact("legalBasis", extract.legalBasis());
        report.fact("authority", extract.authority());
        report.fact("person", scope.subject());
        report.fact("controller", scope.controller());
        report.fact("purpose", scope.purpose());
        report.fact("from", text(scope.from()));
        report.fact("to", text(scope.until()));
        report.fact("controllers", String.join(", ", extract.controllers()));
        report.fact("requestedAt", text(extract.requested().at()));
        report.fact("releasedAt", text(plan.release().officer().at()));
        report.fact("sealedAt", text(now));
        report.fact("issued", plan.issued().log() + ":" + plan.issued().index());
    }

    /** The third line of a checkpoint is the root (c2sp.org/tlog-checkpoint). */
    private static String root(String checkpoint) {
        return checkpoint.lines().skip(2).findFirst().orElse("");
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(instant);
    }

    static String together(String purpose, String channel) {
        return Stream.of(purpose, channel).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }
}
