// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void spreadsTheRequestsEvenly_whenTheRateIsOdd() {
        Pace pace = new Pace(1_000, 3, Duration.ofSeconds(10));

        assertThat(pace.count()).isEqualTo(30);
        assertThat(pace.dueAt(0)).isEqualTo(1_000);
        assertThat(pace.dueAt(30)).isEqualTo(10_000_001_000L);
    }

    @Test
    void refuses_whenTheRateIsNothing() {
        assertThatThrownBy(() -> new Pace(0, 0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
