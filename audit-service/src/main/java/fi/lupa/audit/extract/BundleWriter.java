// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.TenantReads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one bundle from front to back, in memory of one page of entries. */
final class BundleWriter {

    static final String TEXT = "text/plain";
    static final String CSV = "text/csv";

    private static final int BUFFER = 1 << 16;

    private final BundlePlan plan;
    private final TenantReads reads;
    private final @Nullable DisclosureSource vault;
    private final @Nullable DecisionSource answers;

    /** Takes where disclosures and records of answers come from; without, the bundle says that they were not asked for. */
    BundleWriter(
            BundlePlan plan, TenantReads reads, @Nullable DisclosureSource vault, @Nullable DecisionSource answers) {
        this.plan = plan;
        this.reads = reads;
        this.vault = vault;
        this.answers = answers;
    }

    /** Writes all of it; when this throws, what was written has no seal. */
    void write(OutputStream out, Seal seal, Instant now) throws IOException {
        Container container = new Container(new BufferedOutputStream(out, BUFFER), now);
        for (Readme readme : Readme.values()) {
            container.add(readme.file(), TEXT, readme.text(plan));
        }
        container.add(VerifierPage.FILE, VerifierPage.TYPE, VerifierPage.text());
        for (LogPapers papers : plan.papers()) {
            addPapers(container, papers);
        }
        container.add("manifest.json", "application/json", BundleManifest.of(plan, addContent(container, now), now));
        container.finish(seal);
    }

    private Count addContent(Container container, Instant now) throws IOException {
        EntryParts entries = new EntryParts(container);
        ShownTexts texts = new ShownTexts(vault);
        DecisionParts decisions = new DecisionParts(plan, reads, answers, now);
        ReportPart report = new ReportPart(plan);
        walk(RailWalk.Look.LINES, entry -> {
            JsonNode leaf = entries.add(entry);
            if (leaf != null) {
                texts.add(leaf);
                decisions.add(entry, leaf);
                report.add(entry, leaf);
            }
        });
        EntryParts.Summary summary = entries.end();
        requireAsPrepared(summary);
        addPlaces(container, "index.csv", true, summary.entries());
        addPlaces(container, "withheld.csv", false, summary.withheld());
        addTable(container);
        CatalogueWalk catalogue = new CatalogueWalk(reads, plan);
        long catalogueEntries = addCatalogue(container, catalogue);
        KnownAddresses addresses = new KnownAddresses();
        DisclosureTally disclosures = addDisclosures(container, addresses);
        DecisionTally answered = decisions.write(container, addresses, disclosures.isWhole(), report.report());
        addTiles(container, catalogue, decisions);
        DisclosureTally shown = texts.write(container, report.report());
        Count count = new Count(summary, catalogueEntries, disclosures, shown, answered);
        report.write(container, count, now);
        return count;
    }

    private void addTiles(Container container, CatalogueWalk catalogue, DecisionParts decisions) throws IOException {
        TileParts tiles = new TileParts(container, plan, reads);
        walk(RailWalk.Look.PLACES, tiles::add);
        catalogue.each(tiles::add);
        for (WalkedEntry minute : decisions.minutes()) {
            tiles.add(minute);
        }
        tiles.end();
    }

    private void walk(RailWalk.Look look, RailWalk.Visitor visitor) throws IOException {
        new RailWalk(reads, plan.extract(), look).each(plan.rails(), visitor);
    }

    private void requireAsPrepared(EntryParts.Summary summary) {
        Outcome prepared = Objects.requireNonNull(plan.found().outcome());
        if (summary.entries() != prepared.entries()) {
            throw new NotAsLoggedException(
                    "there are " + summary.entries() + " entries, and there were " + prepared.entries());
        }
    }

    private static void addPapers(Container container, LogPapers papers) throws IOException {
        String folder = papers.folder();
        container.add(folder + "checkpoint", TEXT, papers.checkpoint());
        container.add(folder + "log.vkey", TEXT, papers.vkeys());
        container.add(folder + "log.pub.pem", TEXT, papers.pem());
        container.add(folder + "policy", TEXT, papers.policy());
        byte[] stamp = papers.stamp();
        if (stamp != null) {
            container.add(folder + "checkpoint.tsr", "application/timestamp-reply", stamp);
        }
        String cosigned = papers.cosigned();
        if (cosigned != null) {
            container.add(folder + "checkpoint.cosigned", TEXT, cosigned);
        }
        LogPapers.Growth growth = papers.growth();
        if (growth != null) {
            container.add(folder + "checkpoint.previous", TEXT, growth.previous());
            container.add(folder + "consistency.txt", TEXT, growth.consistency());
        }
    }

    /** Writes where each leaf is in its log, line by line as the leaves stand; or where those are that are not shown. */
    private void addPlaces(Container container, String name, boolean shown, long expected) throws IOException {
        try (Writer file = writer(container, name)) {
            file.write("rail;position;log;index\n");
            if (expected == 0) {
                return;
            }
            walk(RailWalk.Look.PLACES, entry -> {
                if (entry.shown() == shown && (shown || plan.completeness() != BundlePlan.Completeness.NONE)) {
                    file.write(String.join(
                            ";",
                            entry.kind().word(),
                            Long.toString(entry.position()),
                            entry.log(),
                            Long.toString(entry.index())));
                    file.write('\n');
                }
            });
        }
    }

    private void addTable(Container container) throws IOException {
        try (Writer file = writer(container, "entries.csv");
                EntriesTable table = new EntriesTable(file)) {
            walk(RailWalk.Look.LINES, table::add);
        }
    }

    /** Writes the catalogue's leaves, and where each is, line by line as they stand; returns how many there are. */
    private static long addCatalogue(Container container, CatalogueWalk catalogue) throws IOException {
        long[] count = {0};
        try (OutputStream file =
                new BufferedOutputStream(container.begin("catalogue.ndjson", "application/x-ndjson"), BUFFER)) {
            catalogue.each(entry -> {
                file.write(Objects.requireNonNull(entry.line()));
                file.write('\n');
                count[0]++;
            });
        }
        try (Writer file = writer(container, "catalogue.csv")) {
            file.write("log;index\n");
            catalogue.each(entry -> file.write(entry.log() + ";" + entry.index() + "\n"));
        }
        return count[0];
    }

    private DisclosureTally addDisclosures(Container container, KnownAddresses addresses) throws IOException {
        try (Writer file = new OutputStreamWriter(
                new BufferedOutputStream(container.begin("disclosures.ndjson", "application/x-ndjson"), BUFFER),
                StandardCharsets.UTF_8)) {
            DisclosureParts disclosures = new DisclosureParts(plan, reads, vault, file, addresses);
            if (vault != null) {
                walk(RailWalk.Look.LINES, disclosures::add);
            }
            return disclosures.end();
        }
    }

    private static Writer writer(Container container, String name) throws IOException {
        return new OutputStreamWriter(
                new BufferedOutputStream(container.begin(name, CSV), BUFFER), StandardCharsets.UTF_8);
    }

    /** What was written. */
    record Count(
            EntryParts.Summary entries,
            long catalogue,
            DisclosureTally disclosures,
            DisclosureTally texts,
            DecisionTally answers) {}
}
