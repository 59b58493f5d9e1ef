// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class DebeziumTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("position", Schema.INT64_SCHEMA)
            .build();
    private static final Schema CHANGE = SchemaBuilder.struct()
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    @Test
    void readsTheNumber_whenARowWasInserted() {
        Struct change = new Struct(CHANGE).put("op", "c").put("after", new Struct(ROW).put("position", 42L));

        assertThat(Debezium.number(record(CHANGE, change), "position")).hasValue(42);
    }

    @Test
    void findsNoNumber_whenThereIsNoRow() {
        Schema heartbeat =
                SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();

        assertThat(Debezium.number(record(CHANGE, new Struct(CHANGE).put("op", "d")), "position"))
                .isEmpty();
        assertThat(Debezium.number(record(heartbeat, new Struct(heartbeat).put("ts_ms", 1L)), "position"))
                .isEmpty();
        assertThat(Debezium.number(new SourceRecord(Map.of(), Map.of(), "topic", null, null), "position"))
                .isEmpty();
    }

    private static SourceRecord record(Schema schema, Struct value) {
        return new SourceRecord(Map.of(), Map.of(), "topic", schema, value);
    }
}
