// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimDigestTest {

    @Test
    void isTheTextsSha256InHex() {
        assertThat(ClaimDigest.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ClaimDigest.of(null)).isNull();
    }
}
