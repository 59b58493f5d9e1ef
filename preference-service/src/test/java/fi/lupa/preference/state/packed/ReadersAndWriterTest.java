// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.domain.Objection;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An identifier goes from one person to another and back, with a "no" that is said again each time, while the table grows around it. Whoever
 * looks finds it always, whole, and never without the last "no" that was there before the look began.
 */
class ReadersAndWriterTest {

    private static final TenantId TENANT = TenantId.ofKey("stress");
    private static final int READERS = 3;
    private static final int MOVES = 20_000;
    private static final Random RANDOM = new Random(20261122);
    private static final List<SubjectId> PEOPLE =
            IntStream.range(0, 2).mapToObj(i -> SubjectId.random(RANDOM)).toList();
    private static final IdentifierKey OLD_KEY = key(1);
    private static final IdentifierKey NEW_KEY = key(2);

    private final PackedStates states = new Packing().statesOf(TENANT);
    private volatile int said;
    private volatile boolean over;

    @Test
    void isAlwaysFound_withTheLastNo_whereverItMoves() throws InterruptedException, ExecutionException {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        move(0);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(reader()));
        }

        // When
        for (int number = 1; number <= MOVES; number++) {
            move(number);
            said = number;
            states.put(state(SubjectId.random(RANDOM), 1, List.of(key(RANDOM.nextInt()))));
        }
        over = true;
        threads.shutdown();

        // Then
        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isPositive();
        }
    }

    /** The one who has the identifier now says no again, then the other lets it go: as a merge is told. */
    private void move(int number) {
        IdentifierKey key = number % 4 < 2 ? OLD_KEY : NEW_KEY;
        states.put(state(PEOPLE.get(number % 2), number, List.of(key)));
        states.put(state(PEOPLE.get((number + 1) % 2), number, List.of()));
    }

    private Callable<Integer> reader() {
        return () -> {
            int looks = 0;
            do {
                int before = said;
                List<PackedStates.Held> found = states.find(List.of(NEW_KEY, OLD_KEY));
                assertThat(found).as("after %d", before).isNotEmpty().allMatch(ReadersAndWriterTest::isWhole);
                assertThat(found).as("the last no after %d", before).anyMatch(held -> no(held) >= before);
                looks++;
            } while (!over);
            return looks;
        };
    }

    private static int no(PackedStates.Held held) {
        return Integer.parseInt(held.state().facts().objections().get(0).id());
    }

    private static boolean isWhole(PackedStates.Held held) {
        HeldState state = held.state();
        int number = no(held);
        return state.written().version().revision() == number
                && state.facts().objections().get(0).at().equals(Instant.ofEpochMilli(number))
                && !held.unreadable();
    }

    private static HeldState state(SubjectId subject, int number, List<IdentifierKey> keys) {
        Instant at = Instant.ofEpochMilli(number);
        Objection no =
                new Objection(Integer.toString(number), "kysely", Objection.Scope.ALL, null, null, null, at, at, null);
        return new HeldState(
                new SubjectKey(TENANT, subject),
                UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"),
                new HeldState.Written(new StateVersion(1, number), new Position(1, number), at),
                keys.stream()
                        .map(key -> new IdentifierClaim(1, IdentifierType.EMAIL, key, new Position(1, 1)))
                        .toList(),
                List.of(),
                SubjectStates.with(no));
    }

    private static IdentifierKey key(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return new IdentifierKey(1, bytes);
    }
}
