// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.wire.HeldState;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** States with anything in every component that their records have, found by reflection: a component that is new is filled, too. */
final class AnyState {

    private static final int MOST_ELEMENTS = 3;
    private static final List<String> ZONES = List.of("Europe/Helsinki", "UTC", "Z", "+02:00");

    private final Random random;
    private final Map<Class<?>, Supplier<Object>> leaves = new HashMap<>();

    AnyState(Random random) {
        this.random = random;
        leaves.put(int.class, this::number);
        leaves.put(Integer.class, this::number);
        leaves.put(long.class, random::nextLong);
        leaves.put(boolean.class, random::nextBoolean);
        leaves.put(String.class, this::text);
        leaves.put(UUID.class, () -> new UUID(random.nextInt(2), random.nextInt(2)));
        leaves.put(Instant.class, this::instant);
        leaves.put(LocalDate.class, () -> LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000L));
        leaves.put(LocalTime.class, () -> LocalTime.ofNanoOfDay(random.nextLong(LocalTime.MAX.toNanoOfDay())));
        leaves.put(Period.class, () -> Period.of(number(), number(), number()));
        leaves.put(Duration.class, () -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
        leaves.put(ZoneId.class, () -> ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
        leaves.put(SubjectId.class, () -> SubjectId.random(random));
        leaves.put(IdentifierKey.class, () -> new IdentifierKey(1 + random.nextInt(3), bytes()));
    }

    HeldState next() {
        return (HeldState) record(HeldState.class);
    }

    private Object record(Class<?> type) {
        try {
            Object[] values = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAnnotatedType)
                    .map(this::component)
                    .toArray();
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private @Nullable Object component(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        return value(type);
    }

    private Object value(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType generic) {
            List<Object> all = elements(generic.getAnnotatedActualTypeArguments()[0]);
            return ((ParameterizedType) type).getRawType() == List.class ? all : new HashSet<>(all);
        }
        Class<?> plain = (Class<?>) type;
        Supplier<Object> leaf = leaves.get(plain);
        if (leaf != null) {
            return leaf.get();
        }
        if (plain.isEnum()) {
            Object[] all = plain.getEnumConstants();
            return all[random.nextInt(all.length)];
        }
        assertThatItIsARecord(plain);
        return record(plain);
    }

    private static void assertThatItIsARecord(Class<?> type) {
        if (!type.isRecord()) {
            throw new AssertionError("no codec has been shown to know " + type);
        }
    }

    private List<Object> elements(AnnotatedType type) {
        List<Object> all = new ArrayList<>();
        for (int count = random.nextInt(MOST_ELEMENTS + 1); count > 0; count--) {
            all.add(value(type));
        }
        return all;
    }

    private int number() {
        return random.nextBoolean() ? random.nextInt(5) : random.nextInt();
    }

    private String text() {
        List<Supplier<String>> texts = List.of(
                () -> "",
                () -> "kysely",
                () -> "word-" + random.nextInt(20),
                () -> "ä€\uD83D\uDE00".repeat(1 + random.nextInt(60)),
                () -> new UUID(random.nextLong(), random.nextLong()).toString(),
                () -> "018F0000-0000-7000-8000-00000000000A",
                () -> "2026-11-22T10:00:00.000Z");
        return texts.get(random.nextInt(texts.size())).get();
    }

    private Instant instant() {
        List<Supplier<Instant>> instants = List.of(
                () -> Instant.ofEpochMilli(1_760_000_000_000L + random.nextInt()),
                () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                () -> Instant.MIN,
                () -> Instant.MAX);
        return instants.get(random.nextInt(10) == 0 ? random.nextInt(4) : 0).get();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
