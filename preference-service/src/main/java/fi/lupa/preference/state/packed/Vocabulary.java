// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What the states of many people have in common: words, identity domains, and shapes. A shape is all of a state but its ids, times and
 * numbers; most people have one of few.
 */
final class Vocabulary {

    private static final int MOST = 1 << 16;

    private final Dictionary<String> words;
    private final Dictionary<UUID> domains;
    private final Dictionary<ByteBuffer> shapes;

    Vocabulary() {
        this(MOST);
    }

    /** Takes how many of each are held; what comes after them is written out where it is said. */
    Vocabulary(int most) {
        words = new Dictionary<>(most);
        domains = new Dictionary<>(most);
        shapes = new Dictionary<>(most);
    }

    Dictionary<String> words() {
        return words;
    }

    Dictionary<UUID> domains() {
        return domains;
    }

    Dictionary<ByteBuffer> shapes() {
        return shapes;
    }

    long bytes() {
        return words.bytes() + domains.bytes() + shapes.bytes();
    }
}
