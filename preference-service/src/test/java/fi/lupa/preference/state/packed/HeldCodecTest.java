// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.preference.state.wire.HeldState;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is packed comes out again, and nothing else does, on states of a printed seed ({@code -Dlupa.seed}). */
class HeldCodecTest {

    private static final int ROUNDS = 1_000;

    private final long seed = Long.getLong("lupa.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final AnyState states = new AnyState(random);

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("lupa.seed", Long.toString(seed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 100_000})
    void unpacksEveryComponent_howeverManyWordsAreHeld(int most) {
        // Given
        HeldCodec codec = new HeldCodec(new Vocabulary(most));

        for (int round = 0; round < ROUNDS; round++) {
            HeldState state = states.next();

            // When
            byte[] packed = codec.pack(state, false);

            // Then
            assertThat(unpack(codec, state, packed))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(state);
        }
    }

    @Test
    void tellsWhoseItIsAndWhetherItIsTrusted() {
        // Given
        HeldCodec codec = new HeldCodec(new Vocabulary());
        HeldState state = states.next();

        // When
        byte[] packed = codec.pack(state, false);
        byte[] distrusted = HeldCodec.distrusted(all(packed));

        // Then
        ByteCursor head = all(packed);
        assertThat(HeldCodec.isUnreadable(head)).isFalse();
        assertThat(HeldCodec.subject(head).id()).isEqualTo(state.key().subject());
        assertThat(HeldCodec.isUnreadable(all(distrusted))).isTrue();
        assertThat(unpack(codec, state, distrusted)).isEqualTo(state);
    }

    @Test
    void unpacksNothing_whenBytesAreMissingOrLeftOver() {
        // Given
        HeldCodec codec = new HeldCodec(new Vocabulary());
        HeldState state = states.next();
        byte[] packed = codec.pack(state, false);

        // Then
        for (int length = 0; length <= packed.length + 1; length++) {
            if (length != packed.length) {
                byte[] other = java.util.Arrays.copyOf(packed, length);
                assertThatThrownBy(() -> unpack(codec, state, other))
                        .as("seed %d length %d of %d", seed, length, packed.length)
                        .isInstanceOf(UnpackableException.class);
            }
        }
    }

    @Test
    void endsInOneException_onGarbage() {
        // Given
        HeldCodec codec = new HeldCodec(new Vocabulary(50));
        for (int round = 0; round < ROUNDS; round++) {
            HeldState state = states.next();
            byte[] packed = codec.pack(state, false);

            // When
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                packed[random.nextInt(packed.length)] = (byte) random.nextInt();
            }

            // Then
            try {
                assertThat(unpack(codec, state, packed)).isNotNull();
            } catch (UnpackableException e) {
                assertThat(e).hasNoCause();
            }
        }
    }

    private static HeldState unpack(HeldCodec codec, HeldState state, byte[] packed) {
        return codec.unpack(state.key().tenant(), all(packed));
    }

    private static ByteCursor all(byte[] packed) {
        return new ByteCursor(packed, 0, packed.length);
    }
}
