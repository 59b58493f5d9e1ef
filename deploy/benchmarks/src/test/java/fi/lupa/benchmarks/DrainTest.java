// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final Drain drain = new Drain(100, 3);

    @Test
    void timesTheFirstToTheLast_whateverComesTwiceOrBelongsToBefore() throws IOException {
        // When: 100 is from before, 101 comes twice, 103 was never written
        drain.arrived(100, 0);
        drain.arrived(101, 1_000_000_000);
        drain.arrived(102, 2_000_000_000);
        drain.arrived(101, 3_000_000_000L);
        drain.arrived(104, 3_500_000_000L);
        drain.arrived(104, 9_000_000_000L);

        // Then
        assertThat(drain.await(Duration.ofSeconds(60))).isEqualTo(2.5);
    }

    @Test
    void saysHowManyCame_whenTheyAreTooFew() {
        // When
        drain.arrived(101, 0);
        drain.arrived(101, 1);

        // Then
        assertThatThrownBy(() -> drain.await(Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessage("1 of 3 rows have come");
    }
}
