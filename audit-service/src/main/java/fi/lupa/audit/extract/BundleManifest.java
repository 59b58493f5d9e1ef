// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.time.Instant;

/** What the bundle says of itself, for programs: scope, counts, logs, rails. */
final class BundleManifest {

    private static final String FORMAT = "lupa-extract/1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BundleManifest() {}

    static String of(BundlePlan plan, BundleWriter.Count count, Instant now) {
        EntryParts.Summary summary = count.entries();
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("format", FORMAT).put("tenant", plan.extract().tenant().toString());
        manifest.setAll(IssuedEvent.details(plan.extract()));
        manifest.put("language", plan.extract().language())
                .put("releasedAt", Timestamps.format(plan.release().officer().at()))
                .put("sealedAt", Timestamps.format(now));
        manifest.putObject("issued")
                .put("event", plan.release().event().toString())
                .put("log", plan.issued().log())
                .put("index", plan.issued().index());
        manifest.put("completeness", plan.completeness().name());
        addRails(plan, manifest.putArray("rails"));
        addLogs(plan, manifest.putArray("logs"));
        manifest.put("parts", summary.parts())
                .put("entries", summary.entries())
                .put("withheld", plan.completeness() == BundlePlan.Completeness.NONE ? 0 : summary.withheld());
        ObjectNode kinds = manifest.putObject("kinds");
        summary.kinds().forEach(kinds::put);
        manifest.put("catalogue", count.catalogue());
        count.disclosures().writeTo(manifest.putObject("disclosures"));
        count.texts().writeTo(manifest.putObject("notices"));
        count.answers().writeTo(manifest.putObject("decisions"));
        try {
            return JSON.writeValueAsString(manifest) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addRails(BundlePlan plan, ArrayNode rails) {
        for (Rail rail : plan.rails()) {
            ObjectNode node = rails.addObject().put("rail", rail.kind().word());
            if (rail.kind().isChain()) {
                node.put("name", rail.name());
            } else {
                node.put("log", nameOf(plan, rail.year()));
            }
            node.put("first", rail.first())
                    .put("last", rail.last())
                    .put("from", rail.from())
                    .put("until", rail.until());
        }
    }

    private static void addLogs(BundlePlan plan, ArrayNode logs) {
        for (LogPapers papers : plan.papers()) {
            logs.addObject()
                    .put("name", papers.log().name())
                    .put("origin", papers.origin())
                    .put("size", papers.log().size())
                    .put("previous", papers.log().previous());
        }
    }

    private static String nameOf(BundlePlan plan, int year) {
        return plan.papers().stream()
                .filter(papers -> papers.log().year() == year)
                .map(papers -> papers.log().name())
                .findFirst()
                .orElseThrow();
    }
}
