// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must have cosigned, as c2sp.org/tlog-policy writes it. */
class TrustPolicyTest {

    private static final List<NoteKey> KEYS = IntStream.range(0, 6)
            .mapToObj(i -> NoteKey.of("w.example.fi/" + i, NoteKey.Kind.COSIGNATURE, key(i + 1)))
            .toList();
    private static final NoteKey LOG = NoteKey.of("log.example.fi/log/X", NoteKey.Kind.NOTE, key(99));

    /** The example of the specification: two of three here, and any of three there. */
    private static final String TWO_LEVELS = """
        # comment, and an empty line

        log ${log}
        witness X1 ${0}
        witness\tX2 ${1} https://x2.example.fi/
          witness X3 ${2}
        group X-witnesses 2 X1 X2 X3
        witness Y1 ${3}
        witness Y2 ${4}
        witness Y3 ${5}
        group Y-witnesses any Y1 Y2 Y3
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y
        """;

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "0 1, false",
        "0 1 3, true",
        "0 2 5, true",
        "0 3 4 5, false",
        "3, false",
        "0 1 2 3 4 5, true"
    })
    void isMet_whenEnoughOfEachGroupHaveCosigned(String cosigners, boolean met) {
        // Given
        List<NoteKey> keys = Arrays.stream(cosigners.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> KEYS.get(Integer.parseInt(word)))
                .toList();

        // When, Then
        assertThat(policy(TWO_LEVELS).isMetBy(keys)).isEqualTo(met);
    }

    @Test
    void isTheSameAgain_whenItsOwnTextIsRead() {
        // Given
        TrustPolicy policy = policy(TWO_LEVELS);

        // When, Then
        assertThat(TrustPolicy.parse(policy.text())).isEqualTo(policy);
        assertThat(policy.witnesses().get(1).url()).isEqualTo("https://x2.example.fi/");
        assertThat(policy.logs()).containsExactly(LOG);
        assertThat(TrustPolicy.without().forLogs(List.of(LOG)).text()).isEqualTo("log " + LOG + "\nquorum none\n");
        assertThat(TrustPolicy.without().isMetBy(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "witness a ${0}\n",
                "quorum a\nwitness a ${0}\n",
                "quorum none\nquorum none\n",
                "witness a ${0}\nwitness a ${1}\nquorum a\n",
                "witness a ${0}\nwitness b ${0}\nquorum a\n",
                "witness none ${0}\nquorum none\n",
                "witness a ${log}\nquorum a\n",
                "log ${0}\nquorum none\n",
                "witness a ${0}\ngroup g 2 a\nquorum g\n",
                "witness a ${0}\ngroup g 0 a\nquorum g\n",
                "witness a ${0}\ngroup g 01 a\nquorum g\n",
                "witness a ${0}\ngroup g any\nquorum a\n",
                "witness a ${0}\ngroup g any a none\nquorum g\n",
                "witness a ${0}\ngroup g any g\nquorum g\n",
                "witness a ${0}\ngroup g any a\ngroup h any a\nquorum h\n",
                "witness a ${0}\nquorum a\nqourum a\n",
                "witness a ${0} url more\nquorum a\n",
                "quorum none\r\n"
            })
    void isRefused_whenTheSpecificationDoesNotAllowIt(String text) {
        assertThatThrownBy(() -> policy(text)).isInstanceOf(MalformedNoteException.class);
    }

    private static TrustPolicy policy(String template) {
        String text = template.replace("${log}", LOG.text());
        for (int i = 0; i < KEYS.size(); i++) {
            text = text.replace("${" + i + "}", KEYS.get(i).text());
        }
        return TrustPolicy.parse(text);
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return key;
    }
}
