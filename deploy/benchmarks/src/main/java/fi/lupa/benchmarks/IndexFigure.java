// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Report;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.index.MemoryIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What the index of preference-service takes in memory, and how fast it takes in and finds; in this process, without a service. */
final class IndexFigure implements Figure {

    private static final int PEOPLE = 10_000_000;
    private static final int QUICK_PEOPLE = 200_000;
    private static final int LOOKS = 1_000_000;
    private static final int QUICK_LOOKS = 200_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int COLLECTIONS = 4;
    private static final double MILLION = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public void measure(Bench bench, Report report) throws IOException {
        int people = bench.many(PEOPLE, QUICK_PEOPLE);
        report.setting("people", people);
        report.setting("each", "one address, one choice: of four three consents and a withdrawal; one thread");
        report.setting("within the times of load and look-ups", "making up the person, and the key of the address");
        MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);
        warm(people);
        double before = liveBytes();
        bench.say("Taking in " + people + " states ...");
        load(index, people, report);
        double growth = liveBytes() - before;
        report.add("hot tier: bytes", "an identifier", (double) index.hotBytes() / index.identifiers());
        report.add("cold tier: bytes", "a person", (double) index.coldBytes() / people);
        report.add("both by its own count", "bytes a person", (double) (index.hotBytes() + index.coldBytes()) / people);
        report.add("both by the live heap", "bytes a person", growth / people);
        for (int round = 1; round <= bench.rounds(); round++) {
            bench.say("round " + round + " of " + bench.rounds());
            looks(index, people, bench.many(LOOKS, QUICK_LOOKS), report);
        }
        rival(bench, people, (double) index.hotBytes() / index.identifiers(), report);
    }

    /** Fills and asks a small index that is thrown away, so that what is measured is compiled. */
    private static void warm(int people) {
        MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);
        int some = Math.min(people, QUICK_PEOPLE);
        Report nowhere = new Report("warm-up", "", Map.of());
        load(index, some, nowhere);
        looks(index, some, some, nowhere);
    }

    private static void load(MemoryIndex index, int people, Report report) {
        Clock clock = new Clock();
        for (int number = 0; number < people; number++) {
            index.put(IndexPeople.state(number));
        }
        clock.add("load", people, report);
        if (index.identifiers() != people || index.packingFailures() != 0) {
            report.fault("the index knows " + index.identifiers() + " of " + people + " people");
        }
    }

    private static void looks(MemoryIndex index, int people, int looks, Report report) {
        SplittableRandom random = new SplittableRandom(people);
        int right = 0;
        Clock clock = new Clock();
        for (int look = 0; look < looks; look++) {
            right += isRight(index, random.nextInt(people)) ? 1 : 0;
        }
        clock.add("found", looks, report);
        clock = new Clock();
        for (int look = 0; look < looks; look++) {
            long nobody = (long) people + random.nextInt(people);
            right += index.find(IndexPeople.TENANT, List.of(IndexPeople.key(nobody)))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        clock.add("not found", looks, report);
        if (right != 2 * looks) {
            report.fault(2 * looks - right + " look-ups were answered wrongly");
        }
    }

    private static boolean isRight(MemoryIndex index, int number) {
        List<StateIndex.Found> found = index.find(IndexPeople.TENANT, List.of(IndexPeople.key(number)));
        if (found.size() != 1) {
            return false;
        }
        boolean withdrawn = found.get(0).facts().choices().get(0).permission() == null;
        return withdrawn == IndexPeople.isWithdrawn(number);
    }

    /** How long something took, and what it cost this thread. */
    private static final class Clock {

        private final long begun = System.nanoTime();
        private final long cost = THREADS.getCurrentThreadCpuTime();

        void add(String what, int times, Report report) {
            double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
            double paid = (THREADS.getCurrentThreadCpuTime() - cost) / NANOS_PER_SECOND;
            report.add(what, "a second", times / seconds);
            report.add(what + ": CPU", "s per million", paid * MILLION / times);
        }
    }

    /** Only every fourth collection of the serial collector leaves nothing dead behind. */
    private static double liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void rival(Bench bench, int people, double ours, Report report) throws IOException {
        Optional<Redis> rival = Redis.start(bench, report);
        if (rival.isEmpty()) {
            return;
        }
        try (Redis redis = rival.get()) {
            bench.say("Filling Redis ...");
            report.setting("rival", "Redis, as many strings of 16 bytes under keys of 16 bytes; used_memory");
            double theirs = redis.bytesPerKey(people);
            report.add("Redis: bytes", "a key", theirs);
            report.add("hot tier to Redis", "ratio", ours / theirs);
        }
    }
}
