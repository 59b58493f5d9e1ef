// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSizesTest {

    @TempDir
    private Path data;

    @Test
    void countsTheSegmentsOfOurTopics_overTheirPartitions() throws IOException {
        // Given
        file("lupa.permission-events.v1-0", "00000000000000000000.log", 100);
        file("lupa.permission-events.v1-0", "00000000000000000100.log", 20);
        file("lupa.permission-events.v1-11", "00000000000000000000.log", 3);
        file("lupa.permission-events.v1-11", "00000000000000000000.index", 4096);
        file("lupa.permission-states.v1-0", "00000000000000000000.log", 7);
        file("__consumer_offsets-0", "00000000000000000000.log", 50);

        // When, Then
        assertThat(StoredSizes.topics(data))
                .containsOnlyKeys("topic lupa.permission-events.v1", "topic lupa.permission-states.v1")
                .containsEntry("topic lupa.permission-events.v1", 123L)
                .containsEntry("topic lupa.permission-states.v1", 7L);
    }

    private void file(String partition, String name, int bytes) throws IOException {
        Files.write(Files.createDirectories(data.resolve(partition)).resolve(name), new byte[bytes]);
    }
}
