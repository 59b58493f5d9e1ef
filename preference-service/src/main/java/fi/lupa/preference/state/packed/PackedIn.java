// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PackedOut} has written, in the same order. Bytes that it has not written end in an exception. */
final class PackedIn {

    private final Vocabulary vocabulary;
    private final ByteCursor shape;
    private final ByteCursor values;
    private long lastMillis = Packed.FIRST_MILLIS;
    private long lastXid;

    PackedIn(Vocabulary vocabulary, ByteCursor packed) {
        this.vocabulary = vocabulary;
        int number = packed.size();
        this.shape = number == 0 ? writtenOut(packed) : known(vocabulary, number - 1);
        this.values = packed;
    }

    private static ByteCursor known(Vocabulary vocabulary, int number) {
        ByteBuffer common = vocabulary.shapes().value(number);
        return new ByteCursor(common.array(), common.arrayOffset(), common.limit());
    }

    private static ByteCursor writtenOut(ByteCursor packed) {
        byte[] common = packed.take(packed.size());
        return new ByteCursor(common, 0, common.length);
    }

    long common() {
        return shape.signed();
    }

    int commonInt() {
        return Math.toIntExact(common());
    }

    long own() {
        return values.signed();
    }

    int ownInt() {
        return Math.toIntExact(own());
    }

    boolean flag() {
        byte value = shape.one();
        if (value != 0 && value != 1) {
            throw new UnpackableException();
        }
        return value == 1;
    }

    /** Reads one of all the values of an enumeration. */
    <E extends Enum<E>> E choice(List<E> all) {
        return all.get(shape.size() - 1);
    }

    <E extends Enum<E>> @Nullable E choiceOrNull(List<E> all) {
        int number = shape.size();
        return number == 0 ? null : all.get(number - 1);
    }

    <E extends Enum<E>> Set<E> choices(Class<E> type, List<E> all) {
        long bits = shape.varint();
        if (bits == 0) {
            return Set.of();
        }
        Set<E> set = EnumSet.noneOf(type);
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            set.add(all.get(Long.numberOfTrailingZeros(rest)));
        }
        return set;
    }

    long xid() {
        lastXid += values.signed();
        return lastXid;
    }

    UUID domain() {
        int number = shape.size();
        return number == 0
                ? new UUID(values.fixed(), values.fixed())
                : vocabulary.domains().value(number - 1);
    }

    String word() {
        return present(wordOrNull());
    }

    @Nullable
    String wordOrNull() {
        int number = shape.size();
        if (number == Packed.NULL) {
            return null;
        }
        return number == Packed.WRITTEN_OUT ? read() : vocabulary.words().value(number - Packed.FIRST_WORD);
    }

    Set<String> words() {
        List<String> all = each(PackedIn::word);
        return all.isEmpty() ? Set.of() : new HashSet<>(all);
    }

    String text() {
        return present(textOrNull());
    }

    @Nullable
    String textOrNull() {
        int kind = shape.size();
        if (kind == Packed.NULL) {
            return null;
        }
        return kind == Packed.ID ? id().toString() : read();
    }

    private UUID id() {
        long millis = lastMillis + values.signed();
        long high = (millis << Short.SIZE) | ((values.one() & 0xFFL) << Byte.SIZE) | (values.one() & 0xFFL);
        lastMillis = millis;
        return new UUID(high, values.fixed());
    }

    Instant time() {
        return present(timeOrNull());
    }

    @Nullable
    Instant timeOrNull() {
        int kind = shape.size();
        if (kind == Packed.NULL) {
            return null;
        }
        if (kind == Packed.NANOS) {
            return Instant.ofEpochSecond(values.signed(), values.varint());
        }
        lastMillis += values.signed();
        return Instant.ofEpochMilli(lastMillis);
    }

    @Nullable
    LocalDate dayOrNull() {
        return flag() ? LocalDate.ofEpochDay(values.signed()) : null;
    }

    byte[] bytes(int count) {
        return values.take(count);
    }

    <T> @Nullable T maybe(Function<PackedIn, T> reader) {
        return flag() ? reader.apply(this) : null;
    }

    /** Reads a list; each element takes at least a byte of the shape, so a count cannot be larger than what is left of it. */
    <T> List<T> each(Function<PackedIn, T> reader) {
        int count = shape.size();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return List.of(reader.apply(this));
        }
        if (count > shape.remaining()) {
            throw new UnpackableException();
        }
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(reader.apply(this));
        }
        return all;
    }

    /** Refuses what is left over. */
    void end() {
        if (shape.remaining() != 0 || values.remaining() != 0) {
            throw new UnpackableException();
        }
    }

    private String read() {
        return new String(values.take(values.size()), StandardCharsets.UTF_8);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new UnpackableException();
        }
        return value;
    }
}
