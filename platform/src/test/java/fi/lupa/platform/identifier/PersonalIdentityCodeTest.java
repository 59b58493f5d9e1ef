// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalIdentityCodeTest {

    static Stream<String> signs() {
        return "+-YXWVUABCDEF".chars().mapToObj(sign -> "131052" + (char) sign + "308T");
    }

    @ParameterizedTest
    @MethodSource("signs")
    void isFound_whateverTheCenturySign(String code) {
        List<String> texts = List.of(
                code,
                code.toLowerCase(java.util.Locale.ROOT),
                "hetu:" + code + ".",
                "{\"x\":\"" + code + "\"}",
                "ä " + code + "\n",
                "131052-308U " + code,
                "_" + code + "_",
                code + "-1");
        assertThat(texts).allMatch(PersonalIdentityCode::isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010190-900P",
                "131052-308T",
                "１３１０５２-308T",
                "131052–308T",
                "131052\u00ad-308T",
                "131052\u200b-\u200b308T",
                "010190-131052-308T"
            })
    void isFound_whenWrittenInAnOddWay(String text) {
        assertThat(PersonalIdentityCode.isIn(text)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "131052-308",
                "131052-308U",
                "321052-308A",
                "131352-308T",
                "1131052-308T",
                "131052-308T1",
                "a131052-308T",
                "131052-308Tä",
                "131052 308T",
                "131052_308T",
                "131052G308T",
                "131052-308I",
                "018f2f3a-1111-7000-8000-0000000000aa",
                "2026-11-21T09:15:31.020Z",
                "+358 50 000 1234",
                "sub_01JD7Q5K3M9E8Z01JD7Q5K3M9E"
            })
    void isNotFound_whenItIsNone(String text) {
        assertThat(PersonalIdentityCode.isIn(text)).isEqualTo(false);
    }
}
