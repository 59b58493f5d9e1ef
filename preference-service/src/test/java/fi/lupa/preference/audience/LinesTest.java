// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final int LONGEST = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void endAtEitherEnd_andBeginAfterTheMark() throws IOException {
        assertThat(read(stream("\uFEFFa\r\nb\nc\r\n\n\r\nd"))).containsExactly("a", "b", "c", "", "", "d");
        assertThat(read(stream(""))).isEmpty();
        assertThat(read(stream("a\n"))).containsExactly("a");
    }

    @Test
    void areReadOnAfterOneThatIsTooLong() throws IOException {
        String longest = "x".repeat(LONGEST);
        assertThat(read(stream(longest + "\n" + longest + "y\nz\n" + "q".repeat(1_000_000) + "\r\nlast")))
                .containsExactly(longest, "!", "z", "!", "last");
        assertThat(read(stream("q".repeat(1_000_000)))).containsExactly("!");
    }

    @Test
    void areNoMore_whenOneHasNoEnd() {
        assertThatThrownBy(() -> read(endless()))
                .isInstanceOf(CheckEndedException.class)
                .hasMessage("LINE_WITHOUT_END");
    }

    @Test
    void areTheSame_inWhateverPiecesTheyCome() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            // Given
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<String> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                lines.add("x".repeat(random.nextInt(LONGEST + 1)));
                text.append(lines.get(i)).append(random.nextBoolean() ? "\n" : "\r\n");
            }

            // Then
            assertThat(read(dribbling(text.toString(), random)))
                    .as("seed %d", seed)
                    .isEqualTo(lines);
        }
    }

    private static List<String> read(InputStream input) throws IOException {
        Lines lines = new Lines(input, LONGEST, PATIENCE);
        List<String> read = new ArrayList<>();
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            String text = new String(line.bytes(), line.offset(), line.length(), StandardCharsets.UTF_8);
            read.add(line.tooLong() ? "!" : text);
        }
        return read;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream dribbling(String text, RandomGenerator random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(7_000)));
            }
        };
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                return length;
            }
        };
    }
}
