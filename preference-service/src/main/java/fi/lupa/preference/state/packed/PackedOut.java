// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A state in the making: what it has in common with many goes into its shape, what is its own into its values. */
final class PackedOut {

    private static final int EXPECTED = 128;
    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_SHAPE = 1_000;

    private final Vocabulary vocabulary;
    private final ByteSink shape = new ByteSink(EXPECTED);
    private final ByteSink values = new ByteSink(EXPECTED);
    private long lastMillis = Packed.FIRST_MILLIS;
    private long lastXid;

    PackedOut(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Writes a number that few values are taken of. */
    void common(long number) {
        shape.signed(number);
    }

    /** Writes a number of this state. */
    void own(long number) {
        values.signed(number);
    }

    void flag(boolean value) {
        shape.one(value ? 1 : 0);
    }

    /** Writes one of all the values of an enumeration. */
    <E extends Enum<E>> void choice(List<E> all, @Nullable E value) {
        shape.varint(value == null ? 0 : all.indexOf(value) + 1L);
    }

    <E extends Enum<E>> void choices(List<E> all, Set<E> set) {
        long bits = 0;
        for (E value : set) {
            bits |= 1L << all.indexOf(value);
        }
        shape.varint(bits);
    }

    /** Writes a transaction's number, near the one before. */
    void xid(long xid) {
        values.signed(xid - lastXid);
        lastXid = xid;
    }

    void domain(UUID domain) {
        int number = vocabulary.domains().number(domain, 2 * Long.BYTES);
        shape.varint(number + 1L);
        if (number < 0) {
            values.fixed(domain.getMostSignificantBits());
            values.fixed(domain.getLeastSignificantBits());
        }
    }

    /** Writes a word that others use, too. */
    void word(@Nullable String word) {
        if (word == null) {
            shape.varint(Packed.NULL);
            return;
        }
        int number = word.length() > LONGEST_WORD ? -1 : vocabulary.words().number(word, word.length());
        shape.varint(number < 0 ? Packed.WRITTEN_OUT : Packed.FIRST_WORD + number);
        if (number < 0) {
            written(word);
        }
    }

    void words(Set<String> set) {
        each(set.stream().sorted().toList(), PackedOut::word);
    }

    /** Writes a text that nobody else has, most likely an id. */
    void text(@Nullable String text) {
        @Nullable UUID id = text == null ? null : Packed.idOf(text);
        if (text == null) {
            shape.varint(Packed.NULL);
        } else if (id == null) {
            shape.varint(Packed.WRITTEN_OUT);
            written(text);
        } else {
            shape.varint(Packed.ID);
            id(id);
        }
    }

    /** Ids begin with the time at which they were made, and are near it in time. */
    private void id(UUID id) {
        long millis = id.getMostSignificantBits() >>> Short.SIZE;
        values.signed(millis - lastMillis);
        values.one((int) (id.getMostSignificantBits() >>> Byte.SIZE));
        values.one((int) id.getMostSignificantBits());
        values.fixed(id.getLeastSignificantBits());
        lastMillis = millis;
    }

    void time(@Nullable Instant time) {
        if (time == null) {
            shape.varint(Packed.NULL);
        } else if (Packed.isInMillis(time)) {
            shape.varint(Packed.MILLIS);
            long millis = time.toEpochMilli();
            values.signed(millis - lastMillis);
            lastMillis = millis;
        } else {
            shape.varint(Packed.NANOS);
            values.signed(time.getEpochSecond());
            values.varint(time.getNano());
        }
    }

    void day(@Nullable LocalDate day) {
        flag(day != null);
        if (day != null) {
            values.signed(day.toEpochDay());
        }
    }

    void bytes(byte[] bytes) {
        values.all(bytes, 0, bytes.length);
    }

    <T> void maybe(@Nullable T value, BiConsumer<PackedOut, T> writer) {
        flag(value != null);
        if (value != null) {
            writer.accept(this, value);
        }
    }

    <T> void each(Collection<T> all, BiConsumer<PackedOut, T> writer) {
        shape.varint(all.size());
        for (T one : all) {
            writer.accept(this, one);
        }
    }

    /** Adds the whole to the sink, beginning with its shape. */
    void into(ByteSink sink) {
        byte[] common = shape.toArray();
        int number =
                common.length > LONGEST_SHAPE ? -1 : vocabulary.shapes().number(ByteBuffer.wrap(common), common.length);
        sink.varint(number + 1L);
        if (number < 0) {
            sink.varint(common.length);
            sink.all(common, 0, common.length);
        }
        byte[] own = values.toArray();
        sink.all(own, 0, own.length);
    }

    private void written(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        values.varint(utf8.length);
        values.all(utf8, 0, utf8.length);
    }
}
