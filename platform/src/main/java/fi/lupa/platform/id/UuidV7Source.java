// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Supplies version 7 UUIDs that grow strictly within this process, also in one millisecond and when the clock goes back.
 *
 * <p>RFC 9562, section 6.2, method 1: the 12 bits after the time are a counter seeded below its middle; an overflow runs
 * into the next millisecond. Thread-safe if the random generator is.
 */
public final class UuidV7Source implements Ids {

    private static final int COUNTER_BITS = 12;
    private static final int SEED_BOUND = 1 << (COUNTER_BITS - 1);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    public UuidV7Source(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long fresh = (clock.millis() << COUNTER_BITS) | random.nextInt(SEED_BOUND);
        long position = last.updateAndGet(previous -> Math.max(previous + 1, fresh));
        return UuidV7.of(position >>> COUNTER_BITS, position, random.nextLong());
    }
}
