// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.state.chunk.ChunkReader;
import fi.lupa.preference.state.chunk.ChunkWriter;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** States that were written to a file and read again say what plain maps of objects say, and go on doing so; with a printed seed. */
class AllStatesTest {

    private static final int SUBJECTS = 200;
    private static final int KEYS = 300;
    private static final int STEPS = 3_000;
    private static final List<TenantId> TENANTS = List.of(TenantId.ofKey("one"), TenantId.ofKey("other"));

    private final long seed = Long.getLong("lupa.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final AnyState any = new AnyState(random);
    private final List<SubjectId> subjects =
            Stream.generate(() -> SubjectId.random(random)).limit(SUBJECTS).toList();
    private final List<IdentifierKey> keys =
            IntStream.range(0, KEYS).mapToObj(number -> key()).toList();

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("lupa.seed", Long.toString(seed));
    }

    @Test
    void saysTheSame_afterItWasWrittenAndRead_andWhateverComesThen() throws IOException {
        // Given
        Map<TenantId, PlainStates> plain = plain();
        AllStates written = new AllStates();
        happen(STEPS, plain, written);

        // When
        AllStates read = read(bytes(written.atOnce()));

        // Then
        assertSame(read, plain);
        assertThat(read.hotBytes()).isEqualTo(written.hotBytes());
        assertThat(read.coldBytes()).isEqualTo(written.coldBytes());

        // When
        happen(STEPS, plain, read, written);

        // Then
        assertSame(read, plain);
        assertThat(read.hotBytes()).as("it grows alike").isEqualTo(written.hotBytes());
        assertThat(read.coldBytes()).isEqualTo(written.coldBytes());
    }

    /** The index goes on while another thread writes the file: nothing of what comes may be in it, or be half in it. */
    @Test
    void writesTheMomentAtWhichItWasAsked_whateverCameSince() throws IOException {
        // Given
        Map<TenantId, PlainStates> plain = plain();
        AllStates states = new AllStates();
        happen(STEPS, plain, states);
        byte[] then = bytes(states.atOnce());
        AllStates.AtOnce moment = states.atOnce();

        // When
        happen(STEPS, plain(), states);

        // Then
        assertThat(bytes(moment)).isEqualTo(then);
        assertSame(read(bytes(moment)), plain);
    }

    @Test
    void writesNobody_whenItHoldsNobody() throws IOException {
        // When
        AllStates read = read(bytes(new AllStates().atOnce()));

        // Then
        assertThat(read.identifiers()).isZero();
        assertThat(read.find(TENANTS.get(0), keys)).isEmpty();
    }

    @Test
    void countsWhatCame() {
        // Given
        AllStates states = new AllStates();
        HeldState state = state(TENANTS.get(0));

        // When
        states.put(state);
        states.distrust(state.key());
        states.distrust(new SubjectKey(TENANTS.get(1), state.key().subject()));

        // Then
        assertThat(states.changes()).isEqualTo(2);
    }

    private void happen(int steps, Map<TenantId, PlainStates> plain, AllStates... all) {
        for (int step = 0; step < steps; step++) {
            TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
            PlainStates same = plain.getOrDefault(tenant, new PlainStates());
            if (random.nextInt(10) == 0) {
                SubjectId doubted = subject();
                same.distrust(doubted);
                Stream.of(all).forEach(states -> states.distrust(new SubjectKey(tenant, doubted)));
            } else {
                HeldState state = state(tenant);
                same.put(state);
                Stream.of(all).forEach(states -> states.put(state));
            }
        }
    }

    private void assertSame(AllStates states, Map<TenantId, PlainStates> plain) {
        plain.forEach((tenant, same) -> {
            assertThat(states.identifiers(tenant)).as("seed %d", seed).isEqualTo(same.identifiers());
            keys.forEach(key -> assertThat(states.find(tenant, List.of(key)))
                    .as("seed %d", seed)
                    .isEqualTo(same.find(List.of(key))));
        });
    }

    private static Map<TenantId, PlainStates> plain() {
        Map<TenantId, PlainStates> plain = new HashMap<>();
        TENANTS.forEach(tenant -> plain.put(tenant, new PlainStates()));
        return plain;
    }

    private static byte[] bytes(AllStates.AtOnce states) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChunkWriter writer = new ChunkWriter(Channels.newChannel(bytes));
        states.write(writer);
        writer.end();
        return bytes.toByteArray();
    }

    private static AllStates read(byte[] bytes) throws IOException {
        ChunkReader reader = new ChunkReader(Channels.newChannel(new ByteArrayInputStream(bytes)));
        AllStates states = AllStates.read(reader);
        reader.end();
        return states;
    }

    private HeldState state(TenantId tenant) {
        HeldState state = any.next();
        int revision = random.nextInt(100);
        StateVersion version = new StateVersion(1 + revision / 60, revision);
        List<IdentifierClaim> claims =
                Stream.generate(this::claim).limit(random.nextInt(4)).toList();
        return new HeldState(
                new SubjectKey(tenant, subject()),
                state.domain(),
                new HeldState.Written(version, new Position(version.epoch(), 40L + revision), Instant.EPOCH),
                claims,
                state.organisations(),
                state.facts());
    }

    private IdentifierClaim claim() {
        int ref = random.nextInt(5);
        return new IdentifierClaim(ref, IdentifierType.EMAIL, keys.get(random.nextInt(KEYS)), new Position(1, ref));
    }

    private SubjectId subject() {
        return subjects.get(random.nextInt(SUBJECTS));
    }

    private IdentifierKey key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new IdentifierKey(1 + random.nextInt(2), bytes);
    }
}
