// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.infrastructure.ChildProcess;
import fi.lupa.local.infrastructure.FaultRuns;
import fi.lupa.local.infrastructure.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Kills and stops every part under writes, each of which is followed by a question. Whatever was acknowledged is in the log once, and no answer is
 * older than it says. The seed is printed; {@code -Dlupa.faults.seed} repeats a run; {@code -Dlupa.faults.pairs}, spread over
 * {@code -Dlupa.faults.rounds}, {@code -Dlupa.faults.writers} and {@code -Dlupa.faults.outage} make it longer. What ended well is added to the
 * file that {@code -Dlupa.faults.runs} names. The profile {@code drills} runs ten times as many.
 */
class FaultsIT {

    private static final Duration OUTAGE = Duration.parse(System.getProperty("lupa.faults.outage", "PT10S"));
    private static final Duration HELD = Duration.ofMillis(700);
    private static final long PAIRS = Long.getLong("lupa.faults.pairs", 10_000);
    private static final int ROUNDS = Integer.getInteger("lupa.faults.rounds", 1);

    private final StartedStack lupa = StartedStack.get();
    private final Stack stack = lupa.stack();

    private interface Fault {
        void happen();
    }

    @Test
    void losesNothingAndDoublesNothing_whenEveryPartDiesUnderWrites() {
        long seed = Long.getLong("lupa.faults.seed", System.nanoTime());
        System.out.println("FaultsIT seed " + seed);
        Random random = new Random(seed);
        Map<String, Fault> faults = faults();
        try (Writers writers = new Writers(lupa, seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<String> order = new ArrayList<>(faults.keySet());
                Collections.sort(order);
                Collections.shuffle(order, random);
                for (String name : order) {
                    System.out.println("FaultsIT " + name + ", acknowledged so far: "
                            + writers.acknowledged().size());
                    LockSupport.parkNanos(
                            Duration.ofMillis(500 + random.nextInt(1000)).toNanos());
                    faults.getOrDefault(name, () -> {}).happen();
                    writers.awaitMore(5);
                }
                writers.awaitPairs(PAIRS * (round + 1) / ROUNDS);
            }
            writers.stop();
            System.out.println("FaultsIT " + writers.pairs() + " pairs, " + writers.datedLater()
                    + " answers without a token that were dated after the write, "
                    + writers.toldBefore() + " that were not but came after it had been told");

            assertThat(writers.failures()).isEmpty();
            assertThat(writers.wrong()).isEmpty();
            assertThat(writers.datedLater()).isPositive();
            assertThat(writers.last()).isNotEmpty().allSatisfy((email, said) -> assertThat(
                            lupa.as("marketing-tool", "kysely").answer(email, "product-updates", said.revision()))
                    .isEqualTo(said.expected()));
            assertEveryRecordOnce(writers.acknowledged());
            FaultRuns.add("FaultsIT", seed, faults.size() * ROUNDS, writers.pairs());
        }
    }

    private Map<String, Fault> faults() {
        Map<String, Fault> faults = new HashMap<>();
        for (Service service : Service.values()) {
            faults.put("kill -9 " + service.title(), () -> killAndRestart(stack.service(service)));
        }
        faults.put("kill -9 broker", () -> killAndRestart(stack.kafka()));
        faults.put("PostgreSQL immediate stop", () -> {
            stack.postgres().stop(PostgresServer.StopMode.IMMEDIATE);
            stack.postgres().restart();
        });
        faults.put("hold the relay", () -> hold(stack.service(Service.CONSENT)));
        faults.put("hold the answers", () -> hold(stack.service(Service.PREFERENCE)));
        faults.put("hold the broker", () -> hold(stack.kafka()));
        faults.put("broker away for " + OUTAGE, () -> {
            stack.kafka().stop();
            LockSupport.parkNanos(OUTAGE.toNanos());
            stack.kafka().restart();
        });
        return faults;
    }

    private static void killAndRestart(ChildProcess process) {
        process.kill();
        process.restart();
    }

    private static void hold(ChildProcess process) {
        process.pause();
        LockSupport.parkNanos(HELD.toNanos());
        process.resume();
    }

    private void assertEveryRecordOnce(List<String> acknowledged) {
        assertThat(acknowledged).isNotEmpty();
        LoggedRecords logged = new LoggedRecords(lupa);
        Waiting.until(() -> {
            logged.readOn();
            return logged.contains(acknowledged);
        });
        assertThat(logged.doubled()).isEmpty();
    }
}
