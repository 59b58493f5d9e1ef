// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Gives one recorded fact its words. */
record CopyEntries(CopyWords words) {

    CopyPage.Entry of(CopiedFact copied) {
        JsonNode fact = copied.fact();
        String at = fact.path("at").asText();
        List<CopyPage.Line> lines = new ArrayList<>();
        said(fact, lines);
        capture(fact.path("capture"), lines);
        lines.add(line("entry.client", fact.path("client").asText()));
        lines.add(line("entry.id", fact.path("id").asText()));
        for (CopiedFact.Field field : copied.fields()) {
            lines.add(
                    new CopyPage.Line(field.name(), words.plain(field.value()) + " (SHA-256 " + field.digest() + ")"));
        }
        if (copied.missing() != null) {
            lines.add(line("entry.missing", words.word("missing", copied.missing())));
        }
        return new CopyPage.Entry(at, at.replace('T', ' '), words.word("kind", copied.kind()), lines);
    }

    private void said(JsonNode fact, List<CopyPage.Line> lines) {
        JsonNode consent = fact.path("consent");
        if (!consent.isObject()) {
            fact.properties().forEach(member -> {
                boolean part = member.getValue().isObject() && !"capture".equals(member.getKey());
                if (part) {
                    lines.add(line("entry.said", words.plain(member.getValue())));
                }
            });
            return;
        }
        lines.add(line(
                "entry.purpose", consent.path("purpose").asText() + ", " + words.channel(consent.path("channel"))));
        JsonNode notice = consent.path("notice");
        if (notice.isObject()) {
            lines.add(line(
                    "entry.notice",
                    notice.path("id").asText() + " " + notice.path("version").asText() + " ("
                            + notice.path("language").asText() + ")"));
        }
    }

    private void capture(JsonNode capture, List<CopyPage.Line> lines) {
        if (capture.isObject()) {
            lines.add(line("entry.method", words.method(capture.path("method").asText())));
            lines.add(line("entry.actor", words.actor(capture.path("actor").asText())));
        }
    }

    private CopyPage.Line line(String key, String value) {
        return new CopyPage.Line(words.of(key), value);
    }
}
