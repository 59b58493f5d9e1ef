// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.util.Base64;

/** What the log is told of a minute: counts, and the root by which each record can be proven later. */
final class MinuteEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MinuteEvent() {}

    static DecisionEvent of(Minute minute) {
        Series series = minute.series();
        ObjectNode value = JSON.createObjectNode()
                .put("tenant", series.tenant().value().toString())
                .put("client", series.client())
                .put("controller", series.controller())
                .put("purpose", series.purpose())
                .put("from", Timestamps.format(minute.from()))
                .put("to", Timestamps.format(minute.to()))
                .put("records", minute.tree().size())
                .put("root", Base64.getEncoder().encodeToString(minute.tree().root()));
        ArrayNode counts = value.putArray("counts");
        minute.counts().forEach((kind, count) -> counts.addObject()
                .put("decision", kind.decision())
                .put("reason", kind.reason())
                .put("count", count));
        minute.rulebooks().forEach(value.putArray("rulebooks")::add);
        return new DecisionEvent(
                series.tenant(), minute.id(), "decision.minute", series.key(), minute.to(), value.toString());
    }
}
