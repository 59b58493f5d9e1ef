// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.chunk.DamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** All of it at one moment, by number. */
    record AtOnce(List<@Nullable String> words, List<@Nullable UUID> domains, List<@Nullable ByteBuffer> shapes) {

        void write(ChunkWriter to) throws IOException {
            to.integer(words.size());
            for (@Nullable String word : words) {
                to.text(Objects.requireNonNull(word));
            }
            to.integer(domains.size());
            for (@Nullable UUID domain : domains) {
                to.number(Objects.requireNonNull(domain).getMostSignificantBits());
                to.number(domain.getLeastSignificantBits());
            }
            to.integer(shapes.size());
            for (@Nullable ByteBuffer shape : shapes) {
                to.bytes(Objects.requireNonNull(shape).array());
            }
        }
    }

    /** Returns what is in it now; asked by the thread that adds. */
    AtOnce atOnce() {
        return new AtOnce(words.values(), domains.values(), shapes.values());
    }

    /** Reads a vocabulary as it was at one moment, everything under its number. */
    static Vocabulary read(ChunkReader from) throws IOException {
        Vocabulary read = new Vocabulary();
        for (int i = 0, count = from.count(); i < count; i++) {
            String word = from.text();
            is(i, read.words.number(word, word.length()));
        }
        for (int i = 0, count = from.count(); i < count; i++) {
            is(i, read.domains.number(new UUID(from.number(), from.number()), 2 * Long.BYTES));
        }
        for (int i = 0, count = from.count(); i < count; i++) {
            byte[] shape = from.bytes();
            is(i, read.shapes.number(ByteBuffer.wrap(shape), shape.length));
        }
        return read;
    }

    private static void is(int expected, int number) throws DamagedException {
        if (number != expected) {
            throw new DamagedException("a vocabulary says something twice, or too much");
        }
    }

    long bytes() {
        return words.bytes() + domains.bytes() + shapes.bytes();
    }
}
