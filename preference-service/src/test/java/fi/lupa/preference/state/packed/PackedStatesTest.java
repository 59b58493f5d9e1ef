// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packed states say what plain maps of objects say, after any history of a printed seed ({@code -Dlupa.seed}). */
class PackedStatesTest {

    private static final TenantId TENANT = TenantId.ofKey("packed");
    private static final int SUBJECTS = 40;
    private static final int KEYS = 60;
    private static final int STEPS = 1_500;

    private final long seed = Long.getLong("lupa.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final AnyState any = new AnyState(random);
    private final PlainStates plain = new PlainStates();
    private final List<SubjectId> subjects =
            Stream.generate(() -> SubjectId.random(random)).limit(SUBJECTS).toList();
    private final List<IdentifierKey> keys =
            IntStream.range(0, KEYS).mapToObj(this::key).toList();

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("lupa.seed", Long.toString(seed));
    }

    static Stream<Named<Function<IdentifierKey, Fingerprint>>> fingerprints() {
        return Stream.of(
                Named.of("real", Fingerprint::of),
                Named.of("in few groups", key -> new Fingerprint(key.bytes()[0] & 3, 0)),
                Named.of("all one", key -> new Fingerprint(-1, -1)));
    }

    @ParameterizedTest
    @MethodSource("fingerprints")
    void saysWhatPlainMapsSay_afterAnyHistory(Function<IdentifierKey, Fingerprint> fingerprints) {
        // Given
        PackedStates packed = new Packing(fingerprints, new Vocabulary(200)).statesOf(TENANT);

        for (int step = 0; step < STEPS; step++) {
            // When
            if (random.nextInt(10) == 0) {
                SubjectId doubted = subject();
                plain.distrust(doubted);
                packed.distrust(doubted);
            } else {
                HeldState state = state();
                plain.put(state);
                packed.put(state);
            }

            // Then
            List<IdentifierKey> asked = random.nextBoolean() ? List.of(aKey()) : List.of(aKey(), aKey());
            assertThat(packed.find(asked)).as("seed %d step %d", seed, step).isEqualTo(plain.find(asked));
            assertThat(packed.identifiers()).as("seed %d step %d", seed, step).isEqualTo(plain.identifiers());
        }
        keys.forEach(key -> assertThat(packed.find(List.of(key)))
                .as("seed %d, in order", seed)
                .isEqualTo(plain.find(List.of(key))));
    }

    @Test
    void keepsTenantsApart_thoughTheyShareBlocksAndWords() {
        // Given
        Packing packing = new Packing();
        PackedStates one = packing.statesOf(TENANT);
        PackedStates other = packing.statesOf(TenantId.ofKey("other"));
        HeldState state = with(any.next(), subject(), List.of(claim(1, aKey())), 1);

        // When
        one.put(state);

        // Then
        List<IdentifierKey> asked = List.of(state.identifiers().get(0).key());
        assertThat(one.find(asked)).hasSize(1);
        assertThat(other.find(asked)).isEmpty();
        assertThat(other.identifiers()).isZero();
    }

    @Test
    void tellsNobodyAnything_whenAStateDoesNotComeOutAsItWentIn() {
        // Given: half of a surrogate pair, which no encoding of text keeps.
        Packing packing = new Packing(Fingerprint::of, new Vocabulary(0));
        PackedStates packed = packing.statesOf(TENANT);
        IdentifierKey key = aKey();
        SubjectState odd = SubjectStates.withObjection("\uD83D");
        HeldState state = with(any.next(), subject(), List.of(claim(1, key)), 7);

        // When
        packed.put(withFacts(state, odd));

        // Then
        assertThat(packed.find(List.of(key))).singleElement().satisfies(held -> {
            assertThat(held.unreadable()).isTrue();
            assertThat(held.state()).isEqualTo(withFacts(state, SubjectState.unreadable()));
        });
        assertThat(packing.failures()).isEqualTo(1);
    }

    @Test
    void deniesRatherThanForgets_whenPackedBytesAreBroken() {
        // Given
        Packing packing = new Packing();
        PackedStates packed = packing.statesOf(TENANT);
        HeldState state = with(any.next(), subject(), List.of(claim(1, aKey())), 7);
        packed.put(state);
        List<IdentifierKey> asked = List.of(state.identifiers().get(0).key());

        // When
        byte[] broken = new byte[30];
        ByteCursor intact = StateBlocks.state(packing.blocks().block(0), 0);
        System.arraycopy(intact.take(17), 0, broken, 0, 17);
        java.util.Arrays.fill(broken, 17, 30, (byte) 0x7F);
        packing.blocks().set(0, broken);

        // Then
        assertThat(packed.find(asked)).singleElement().satisfies(held -> {
            assertThat(held.unreadable()).isTrue();
            assertThat(held.state().key()).isEqualTo(state.key());
            assertThat(held.state().facts().status()).isEqualTo(SubjectState.Status.UNREADABLE);
        });
        assertThat(packing.failures()).isPositive();

        // When
        packed.distrust(state.key().subject());
        packed.put(state);

        // Then: what was held may have been newer, so this one is not trusted either.
        assertThat(packed.find(asked)).allMatch(PackedStates.Held::unreadable).isNotEmpty();
    }

    private HeldState state() {
        List<IdentifierClaim> claims = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            claims.add(claim(random.nextInt(5), aKey()));
        }
        return with(any.next(), subject(), claims, random.nextInt(100));
    }

    private static HeldState with(HeldState state, SubjectId subject, List<IdentifierClaim> claims, int revision) {
        StateVersion version = new StateVersion(1 + revision / 60, revision);
        return new HeldState(
                new SubjectKey(TENANT, subject),
                UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"),
                new HeldState.Written(version, new Position(version.epoch(), 40L + revision), Instant.EPOCH),
                claims,
                state.organisations(),
                state.facts());
    }

    private static HeldState withFacts(HeldState state, SubjectState facts) {
        return new HeldState(
                state.key(), state.domain(), state.written(), state.identifiers(), state.organisations(), facts);
    }

    private static IdentifierClaim claim(int ref, IdentifierKey key) {
        return new IdentifierClaim(ref, fi.lupa.platform.identifier.IdentifierType.EMAIL, key, new Position(1, ref));
    }

    private SubjectId subject() {
        return subjects.get(random.nextInt(SUBJECTS));
    }

    private IdentifierKey aKey() {
        return keys.get(random.nextInt(KEYS));
    }

    private IdentifierKey key(int number) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new IdentifierKey(1 + number % 2, bytes);
    }
}
