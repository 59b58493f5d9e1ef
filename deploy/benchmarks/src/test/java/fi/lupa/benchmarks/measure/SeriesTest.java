// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesTest {

    @Test
    void medianIsTheMiddle_whenRoundsAreOdd() {
        // Given
        Series series = new Series("rate", "1/s", List.of(9.0, 1.0, 5.0));

        // When
        double median = series.median();

        // Then
        assertThat(median).isEqualTo(5.0);
        assertThat(series.least()).isEqualTo(1.0);
        assertThat(series.greatest()).isEqualTo(9.0);
    }

    @Test
    void medianIsTheMeanOfTheMiddleTwo_whenRoundsAreEven() {
        // Given
        Series series = new Series("rate", "1/s", List.of(4.0, 1.0, 2.0, 100.0));

        // When
        double median = series.median();

        // Then
        assertThat(median).isEqualTo(3.0);
    }

    @Test
    void refuses_whenThereIsNoRound() {
        assertThatThrownBy(() -> new Series("rate", "1/s", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
