// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.report.Report;
import fi.lupa.audit.serving.TenantReads;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was answered about the person of an extract, and why: each record with the path to the root of its minute, and the log's entry
 * that holds that root. A record that entries of the person name and that is not there is listed too.
 */
final class DecisionParts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BundlePlan plan;
    private final @Nullable DecisionSource source;
    private final LoggedMinutes log;
    private final Instant now;
    private final Set<String> controllers = new TreeSet<>();
    private final Map<String, NamedDecision> named = new LinkedHashMap<>();
    private final Map<String, WalkedEntry> minutes = new TreeMap<>();

    DecisionParts(BundlePlan plan, TenantReads reads, @Nullable DecisionSource source, Instant now) {
        this.plan = plan;
        this.source = plan.extract().scope().subject() == null ? null : source;
        this.log = new LoggedMinutes(plan, reads);
        this.now = now;
    }

    /** Notes which controller an entry is about, and which answer a report in it names. */
    void add(WalkedEntry entry, JsonNode leaf) {
        if (source == null || !plan.isInScope(entry)) {
            return;
        }
        String controller = leaf.path("ctl").asText("");
        if (!controller.isEmpty()) {
            controllers.add(controller);
        }
        String decision = leaf.at("/fact/report/decisionId").asText("");
        if (!decision.isEmpty()) {
            named.putIfAbsent(decision, NamedDecision.of(entry, leaf));
        }
    }

    /** Returns the log's entries that hold the roots; once all was written. */
    Collection<WalkedEntry> minutes() {
        return List.copyOf(minutes.values());
    }

    /**
     * Writes the records, what stands for those that are missing, a table for people, and the log's entries about the minutes.
     *
     * @param allAddresses whether the vault has given out every address that there ever was
     * @param report is told of each record
     */
    DecisionTally write(Container container, KnownAddresses addresses, boolean allAddresses, Report report)
            throws IOException {
        DisclosureTally results = new DisclosureTally(source == null ? "NOT_ASKED" : "OBTAINED");
        StringBuilder lines = new StringBuilder();
        try (DecisionsTable table = new DecisionsTable()) {
            for (FoundRecord record : found(addresses, results)) {
                named.remove(record.id());
                ObjectNode line = JSON.createObjectNode();
                String result = result(record, line);
                results.count(result);
                record.writeTo(line.put("result", result));
                lines.append(line).append('\n');
                table.add(record, result);
                report.answer(record.told(result));
            }
            if (results.isObtained()) {
                addMissing(lines, results, allAddresses);
            }
            container.add("decisions.ndjson", "application/x-ndjson", lines.toString());
            container.add("decisions.csv", BundleWriter.CSV, table.text());
        }
        writeMinutes(container);
        return new DecisionTally(results, controllers.size(), addresses.all().size(), minutes.size());
    }

    private List<FoundRecord> found(KnownAddresses addresses, DisclosureTally results) {
        Map<String, FoundRecord> found = new LinkedHashMap<>();
        if (source == null) {
            return List.of();
        }
        if (addresses.all().isEmpty()) {
            results.failed("NO_ADDRESS");
        }
        try {
            for (String controller : controllers) {
                for (KnownAddresses.Address address : addresses.all()) {
                    source.about(controller, address, plan.extract().scope())
                            .forEach(record -> found.putIfAbsent(record.id(), record));
                }
            }
        } catch (AskedService.NotObtainedException e) {
            results.failed(e.reason());
        }
        return new ArrayList<>(found.values());
    }

    /** What is not under a root of the log is too new for this extract's checkpoint, or is not what was told then. */
    private String result(FoundRecord record, ObjectNode line) throws IOException {
        Optional<WalkedEntry> entry = log.of(record.event());
        if (entry.isEmpty()) {
            return NamedDecision.isRecent(record.at(), now) ? "TOO_NEW" : "NOT_LOGGED";
        }
        WalkedEntry minute = entry.get();
        if (!log.isVouchedFor(minute)) {
            return "TOO_NEW";
        }
        byte @Nullable [] leaf = minute.line();
        if (leaf == null || !record.isUnder(JSON.readTree(leaf))) {
            return "DIFFERENT";
        }
        String place = minute.log() + ":" + minute.index();
        minutes.put(minute.log() + " %019d".formatted(minute.index()), minute);
        line.put("minute", place);
        return "PROVEN";
    }

    private void addMissing(StringBuilder lines, DisclosureTally results, boolean allAddresses) {
        String otherwise = allAddresses ? "UNEXPLAINED" : "NOT_FINDABLE";
        named.forEach((decision, by) -> {
            String result = by.mayBeForgotten(now) ? "RETENTION" : otherwise;
            results.count(result);
            ObjectNode line = JSON.createObjectNode().put("result", result).put("decision", decision);
            lines.append(line.put("log", by.log()).put("index", by.index())).append('\n');
        });
    }

    private void writeMinutes(Container container) throws IOException {
        StringBuilder places = new StringBuilder("log;index\n");
        try (java.io.OutputStream file = container.begin("minutes.ndjson", "application/x-ndjson")) {
            for (WalkedEntry minute : minutes.values()) {
                file.write(java.util.Objects.requireNonNull(minute.line()));
                file.write('\n');
                places.append(minute.log()).append(';').append(minute.index()).append('\n');
            }
        }
        container.add("minutes.csv", BundleWriter.CSV, places.toString());
    }
}
