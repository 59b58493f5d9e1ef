// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What is recognised as plain is what the whole way makes of it, to the letter. */
class PlainEmailTest {

    private static final int ADDRESSES = 120_000;
    private static final long SEED = 20_261_123;

    /** What addresses are made of: mostly what is plain, and whatever somebody has typed, pasted or attacked with. */
    private static final List<String> PIECES = List.of(
            "a",
            "z",
            "0",
            "9",
            "aino",
            "example",
            "fi",
            ".",
            ".",
            "@",
            "-",
            "_",
            "+",
            "xn--",
            "xn--p1ai",
            "--",
            "A",
            "Z",
            "É",
            "e\u0301",
            "ß",
            "ẞ",
            "ς",
            "İ",
            "\u0130",
            "K",
            "\u212A",
            "ﬁ",
            "日本",
            "。",
            "．",
            " ",
            "\t",
            "\n",
            "\u00A0",
            "\u200B",
            "\u200D",
            "\u00AD",
            "\uFEFF",
            "\uD800",
            "😀",
            "\"",
            "'",
            "\\",
            "(",
            ",",
            ";",
            ":",
            "<",
            "[",
            "/",
            "%",
            "!",
            "\u0000",
            "\u007F",
            "\u0085",
            "010190-123",
            "x".repeat(63),
            "y".repeat(64),
            "z".repeat(120));

    private static final List<String> PLAIN = List.of(
            "a", "b", "z", "0", "9", "aino", "example", "fi", ".", ".", "@", "-", "_", "+", "xn--", "x".repeat(61));

    @Test
    void isWhatTheWholeWayMakesOfIt_whateverTheAddress() {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<Integer> wrong = new ArrayList<>();
        int plain = 0;

        // When
        for (int i = 0; i < ADDRESSES; i++) {
            String address = address(random, i % 2 == 0 ? PLAIN : PIECES);
            Optional<String> whole = EmailProfile.normaliseAny(address);
            boolean recognised = PlainEmail.is(address);
            plain += recognised ? 1 : 0;
            boolean right = !recognised || whole.equals(Optional.of(address));
            if (!right || !EmailProfile.normalise(address).equals(whole)) {
                wrong.add(i);
            }
        }

        // Then
        assertThat(wrong).as("numbers of addresses of seed %d", SEED).isEmpty();
        assertThat(plain).isBetween(ADDRESSES / 20, ADDRESSES * 9 / 10);
    }

    private static String address(RandomGenerator random, List<String> pieces) {
        StringBuilder address = new StringBuilder(some(random, pieces));
        if (random.nextInt(10) > 0) {
            address.append('@').append(some(random, pieces));
        }
        if (random.nextInt(2) > 0) {
            address.append(".fi");
        }
        return address.toString();
    }

    private static String some(RandomGenerator random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    @Test
    void recognisesWhatListsAreMadeOf() {
        assertThat(List.of("aino@example.fi", "a.b-c_d+news@mail.koe.example.fi", "1@2", "x@" + "y".repeat(63) + ".fi"))
                .allMatch(PlainEmail::is);
    }

    @Test
    void leavesEverythingElseToTheWholeWay() {
        assertThat(List.of(
                        "",
                        "@",
                        "aino",
                        "@example.fi",
                        "aino@",
                        "Aino@example.fi",
                        "aino@Example.fi",
                        " aino@example.fi",
                        "aino@example.fi.",
                        "aino@.fi",
                        "aino@example..fi",
                        "aino@-example.fi",
                        "aino@example-.fi",
                        "aino@xn--p1ai",
                        "aino@example.xn--p1ai",
                        "aino@ex_ample.fi",
                        "aino@a@example.fi",
                        "ai'no@example.fi",
                        "äinö@example.fi",
                        "aino@" + "y".repeat(64) + ".fi",
                        "x".repeat(250) + "@a.fi",
                        "a@" + "bc.".repeat(84) + "fi"))
                .noneMatch(PlainEmail::is);
    }
}
