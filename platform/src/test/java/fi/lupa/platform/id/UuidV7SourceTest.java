// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidV7SourceTest {

    private static final Instant TIME = Instant.parse("2026-11-21T09:15:31.020Z");

    @Test
    void growsStrictly_whenTheMillisecondStaysTheSame() {
        // Given
        UuidV7Source ids = new UuidV7Source(InstantSource.fixed(TIME), new Random(1));
        // When
        List<String> texts =
                IntStream.range(0, 10_000).mapToObj(i -> ids.next().toString()).toList();
        // Then
        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void growsStrictly_whenTheClockGoesBack() {
        // Given
        Iterator<Instant> times = List.of(TIME, TIME.minusSeconds(5), TIME.minusMillis(1), TIME.plusMillis(1))
                .iterator();
        UuidV7Source ids = new UuidV7Source(times::next, new Random(2));
        // When
        List<String> texts =
                IntStream.range(0, 4).mapToObj(i -> ids.next().toString()).toList();
        // Then
        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void bearsTimeVersionAndVariant_whenMade() {
        // Given
        UuidV7Source ids = new UuidV7Source(InstantSource.fixed(TIME), new Random(3));
        // When
        List<UUID> both = List.of(ids.next(), UuidV7.at(TIME, new Random(4)));
        // Then
        assertThat(both).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
        });
    }

    @Test
    void neverRepeats_whenThreadsCompete() {
        // Given
        UuidV7Source ids = new UuidV7Source(InstantSource.fixed(TIME), new Random(5));
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        // When
        List<List<UUID>> perThread = IntStream.range(0, 8)
                .parallel()
                .mapToObj(thread -> {
                    List<UUID> mine = new ArrayList<>();
                    IntStream.range(0, 5_000).forEach(i -> mine.add(ids.next()));
                    return mine;
                })
                .toList();
        perThread.forEach(seen::addAll);
        // Then
        assertThat(seen).hasSize(40_000);
        assertThat(perThread).allSatisfy(mine -> {
            List<String> texts = mine.stream().map(UUID::toString).toList();
            assertThat(texts).isSortedAccordingTo(Collections.reverseOrder(Collections.reverseOrder()));
        });
    }
}
