// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each consent record is in the log of the controller. A log only grows, so that a later look reads on where the last one ended. */
final class LoggedRecords {

    private final Map<String, Integer> times = new HashMap<>();
    private final StartedStack lupa;
    private String cursor = "";
    private int countedOfPage;

    LoggedRecords(StartedStack lupa) {
        this.lupa = lupa;
    }

    /** Reads to the end that the log has now. */
    void readOn() {
        String next = readPage();
        while (!next.isEmpty()) {
            cursor = "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            countedOfPage = 0;
            next = readPage();
        }
    }

    boolean contains(Collection<String> records) {
        return times.keySet().containsAll(records);
    }

    List<String> doubled() {
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Counts what was not counted of the page before, and returns where the next one begins. */
    private String readPage() {
        String base = lupa.stack().url(Service.AUDIT) + "/v1/entries?controller=kysely&limit=1000";
        Api.Answer page = lupa.api().get("regulator-vendor", base + cursor);
        if (!page.isSuccess()) {
            throw new UncheckedIOException(new IOException("the log answers " + page.status()));
        }
        JsonNode items = page.body().path("items");
        for (; countedOfPage < items.size(); countedOfPage++) {
            count(items.get(countedOfPage).path("leaf"));
        }
        return page.body().path("next").asText("");
    }

    /** That the time of a consent ran out is an entry of its own about the same record. */
    private void count(JsonNode leaf) {
        JsonNode record = leaf.at("/fact/consent/recordId");
        if (!record.isMissingNode() && !leaf.path("kind").asText().equals("consent.expired")) {
            times.merge(record.asText(), 1, Integer::sum);
        }
    }
}
