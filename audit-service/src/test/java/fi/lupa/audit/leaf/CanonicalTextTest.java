// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Trees made at random from a printed seed: the form is the one that a library of others gives. */
class CanonicalTextTest {

    private static final int TREES = 3_000;
    private static final int[] CHARACTERS = {
        0, 7, '\b', '\t', '\n', 0x0b, '\f', '\r', 0x1b, 0x1f, ' ', '"', '\\', '/', 'a', 'z', 0x7f, 0x80, 0xe4, 0x20ac,
        0x2028, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600
    };

    private final long seed = Long.getLong("lupa.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void isTheFormOfTheLibrary_whateverTheTree() throws IOException {
        for (int i = 0; i < TREES; i++) {
            // Given
            ObjectNode tree = object(3);

            // When
            String written = new String(CanonicalText.of(tree), StandardCharsets.UTF_8);

            // Then
            assertThat(written)
                    .as("seed %d", seed)
                    .isEqualTo(new JsonCanonicalizer(tree.toString()).getEncodedString());
        }
    }

    @Test
    void isRefused_whenATextHasHalfACharacter() {
        for (String half : List.of("\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d")) {
            // Given
            ObjectNode tree = JsonNodeFactory.instance.objectNode().put("text", half);

            // When, Then
            assertThatThrownBy(() -> CanonicalText.of(tree)).isInstanceOf(Refused.class);
        }
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = text();
            switch (random.nextInt(depth > 0 ? 6 : 4)) {
                case 0 -> object.put(name, text());
                case 1 -> object.put(name, (random.nextLong() >> random.nextInt(54)) % (1L << 53));
                case 2 -> object.put(name, random.nextBoolean());
                case 3 -> object.putNull(name);
                case 4 -> object.set(name, object(depth - 1));
                default -> array(object.putArray(name), depth - 1);
            }
        }
        return object;
    }

    private void array(ArrayNode array, int depth) {
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(object(Math.max(0, depth)))
                    .add(text())
                    .add(random.nextInt())
                    .addNull();
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }
}
