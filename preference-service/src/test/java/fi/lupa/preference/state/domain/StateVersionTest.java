// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateVersionTest {

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 1, true", "1, 1, 1, 1, false", "1, 1, 1, 2, false", "2, 1, 1, 9, true", "1, 9, 2, 1, false"})
    void replacesWhatIsOlder(int epoch, int revision, int otherEpoch, int otherRevision, boolean replaces) {
        assertThat(new StateVersion(epoch, revision).replaces(new StateVersion(otherEpoch, otherRevision)))
                .isEqualTo(replaces);
    }
}
