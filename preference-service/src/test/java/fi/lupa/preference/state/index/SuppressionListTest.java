// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.SuppressionRecord;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuppressionListTest {

    private static final UUID TENANT = UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa");
    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-4000-8000-0000000000dd");
    private static final IdentifierKey ONE = key("a3f1");
    private static final IdentifierKey TWO = key("a3f2");
    private static final IdentifierKey OTHER = key("0b11");

    private final MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);

    @Test
    void findsExactlyWhatABlockHolds() {
        // Given: two blocks full of keys
        Random random = new Random(7);
        List<IdentifierKey> listed =
                random.ints(200).mapToObj(i -> key("a3f", i)).toList();

        // When
        take(block("own:kysely", null, "a3f", 1, listed));

        // Then
        assertThat(listed).allMatch(key -> of(key).own());
        assertThat(random.ints(200).mapToObj(i -> key("a3f", i))).noneMatch(key -> of(key).own());
        assertThat(of(OTHER)).isEqualTo(Suppressions.NONE);
    }

    @Test
    void keepsTheNewestOfABlock_whenItComesTwiceAndOutOfOrder() {
        // When
        take(block("own:kysely", null, "a3f", 2, List.of(ONE, TWO)));
        take(block("own:kysely", null, "a3f", 1, List.of(ONE)));

        // Then
        assertThat(of(TWO).own()).isTrue();
    }

    @Test
    void dividesListsByControllerAndDomain() {
        // When
        take(block("own:verkko", null, "a3f", 1, List.of(ONE)));
        take(block("erased:" + UUID.randomUUID(), null, "a3f", 1, List.of(ONE)));

        // Then
        assertThat(of(ONE)).isEqualTo(Suppressions.NONE);

        // When
        take(block("erased:" + DOMAIN, null, "a3f", 1, List.of(ONE)));

        // Then
        assertThat(of(ONE).erased()).isTrue();
    }

    @Test
    void switchesToAWholeRegisterOnly_inEveryOrderOfArrival() {
        for (int seed = 0; seed < 20; seed++) {
            // Given: a register in slot a, and its next copy in slot b, in which nobody stands twice
            MemoryIndex shuffled = new MemoryIndex(Set.of(), key -> 0);
            List<String> first = register("a", 1, "2026-10-01", ONE, OTHER);
            List<String> second = new ArrayList<>(register("b", 5, "2026-11-01", TWO));
            first.forEach(json -> take(shuffled, json));
            assertThat(of(shuffled, ONE).phone()).isEqualTo(listed("2026-10-01"));
            Collections.shuffle(second, new Random(seed));

            // When
            for (String json : second) {
                assertThat(of(shuffled, ONE).phone().listed()).isTrue();
                take(shuffled, json);
            }

            // Then
            assertThat(of(shuffled, TWO).phone()).isEqualTo(listed("2026-11-01"));
            assertThat(of(shuffled, ONE).phone())
                    .isEqualTo(new Suppressions.Register(false, LocalDate.parse("2026-11-01")));
        }
    }

    @Test
    void hasNoDateAndLooksEverywhere_whileARegisterIsNotWhatWasAnnounced() {
        // Given
        register("a", 1, "2026-10-01", ONE, OTHER).forEach(this::take);

        // When: the announcement of a copy of which a block is missing
        take(register("b", 5, "2026-11-01", TWO, OTHER).get(2));

        // Then
        assertThat(of(ONE).phone()).isEqualTo(new Suppressions.Register(true, null));
    }

    @Test
    void tellsNothing_whereABlockCannotBeRead() {
        // Given
        take(block("own:kysely", null, "a3f", 1, List.of(ONE)));

        // When
        index.distrust(new SuppressionRecord.Place(new TenantId(TENANT), "own:kysely", "-", "a3f"));

        // Then
        assertThat(index.suppressions(lookup(TWO))).isEmpty();
        assertThat(index.suppressions(lookup(OTHER))).isPresent();

        // When
        take(block("own:kysely", null, "a3f", 2, List.of(ONE)));

        // Then
        assertThat(of(TWO)).isEqualTo(Suppressions.NONE);
    }

    private static Suppressions.Register listed(String asOf) {
        return new Suppressions.Register(true, LocalDate.parse(asOf));
    }

    /** The blocks of a register and, last, its announcement. */
    private static List<String> register(String slot, long xid, String asOf, IdentifierKey... keys) {
        Map<String, List<IdentifierKey>> blocks =
                Arrays.stream(keys).collect(Collectors.groupingBy(SuppressionListTest::block));
        List<String> records = new ArrayList<>();
        blocks.forEach((block, entries) -> records.add(block("phone:kysely", slot, block, xid, entries)));
        byte[] all = new byte[32 * keys.length];
        List<IdentifierKey> sorted = Arrays.stream(keys)
                .sorted((one, other) -> Arrays.compareUnsigned(one.bytes(), other.bytes()))
                .toList();
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(sorted.get(i).bytes(), 0, all, 32 * i, 32);
        }
        records.add("""
                {"tenant":"%s","list":"phone:kysely","slot":"%s","epoch":1,"xid":"%d","blocks":%d,"rows":%d,"digest":"%s",
                 "asOf":"%s"}
                """.formatted(
                TENANT, slot, xid, blocks.size(), keys.length, HexFormat.of().formatHex(Digests.sha256(all)), asOf));
        return records;
    }

    private static String block(
            String list, @Nullable String slot, String block, long xid, List<IdentifierKey> entries) {
        String rows = entries.stream()
                .map(key -> "{\"key\":\"%s\",\"keyVersion\":1,\"reason\":\"REGISTER\"}".formatted(key.base64Url()))
                .collect(Collectors.joining(","));
        return """
                {"tenant":"%s","list":"%s","slot":%s,"block":"%s","epoch":1,"xid":"%d","entries":[%s]}
                """.formatted(TENANT, list, slot == null ? null : "\"" + slot + "\"", block, xid, rows);
    }

    private static String block(IdentifierKey key) {
        return HexFormat.of().formatHex(key.bytes()).substring(0, 3);
    }

    private static IdentifierKey key(String start) {
        return new IdentifierKey(1, HexFormat.of().parseHex(start + "0".repeat(64 - start.length())));
    }

    private static IdentifierKey key(String block, int number) {
        byte[] bytes = key(block).bytes();
        ByteBuffer.wrap(bytes).putInt(8, number);
        return new IdentifierKey(1, bytes);
    }

    private void take(String json) {
        take(index, json);
    }

    private static void take(MemoryIndex index, String json) {
        index.put(FeedReader.keptSuppression(json));
        index.publish(Map.of());
    }

    private Suppressions of(IdentifierKey key) {
        return of(index, key);
    }

    private static Suppressions of(MemoryIndex index, IdentifierKey key) {
        Optional<Suppressions> found = index.suppressions(lookup(key));
        return found.orElseThrow();
    }

    private static StateIndex.Lookup lookup(IdentifierKey key) {
        return new StateIndex.Lookup(new TenantId(TENANT), "kysely", DOMAIN, List.of(key));
    }
}
