// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarSpanTest {

    @ParameterizedTest
    @CsvSource({"P24M, P24M, PT0S", "P2W, P14D, PT0S", "PT1S, P0D, PT1S", "P1DT12H, P1D, PT12H"})
    void isReadFromIso8601(String iso, Period period, Duration duration) {
        assertThat(CalendarSpan.parse(iso)).isEqualTo(new CalendarSpan(period, duration));
    }
}
