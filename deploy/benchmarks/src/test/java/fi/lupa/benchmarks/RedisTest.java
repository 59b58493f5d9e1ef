// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedisTest {

    @Test
    void readsTheRate_whenRedisBenchmarkPrintsItsTable() throws IOException {
        // Given
        String table = "\"test\",\"rps\",\"avg_latency_ms\"\n\"GET\",\"72463.77\",\"0.359\"\n";

        // Then
        assertThat(Redis.perSecond(table)).isEqualTo(72_463.77);
    }

    @Test
    void takesNothingElseForARate() {
        assertThatThrownBy(() -> Redis.perSecond("Could not connect\n")).isInstanceOf(IOException.class);
    }
}
