// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.platform.tracing.Trail;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What is sent in one pass; the records of a row that was traced carry on its trace, in a step that ends when the broker has acknowledged. */
final class TracedRecords {

    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final List<Trail.Step> steps = new ArrayList<>();

    void add(@Nullable String trace, List<ProducerRecord<String, byte[]>> ofOneRow) {
        records.addAll(ofOneRow);
        Trail.Step step = Trail.step("journal publish", SpanKind.PRODUCER, trace);
        String onward = step.traceparent();
        if (onward != null) {
            byte[] header = onward.getBytes(StandardCharsets.US_ASCII);
            ofOneRow.forEach(record -> record.headers().add(Trail.HEADER, header));
            steps.add(step);
        }
    }

    List<ProducerRecord<String, byte[]>> all() {
        return records;
    }

    void end() {
        steps.forEach(Trail.Step::end);
    }
}
