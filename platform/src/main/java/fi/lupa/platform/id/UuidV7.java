// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes single version 7 UUIDs as in RFC 9562, section 5.7. For ids in order use {@link UuidV7Source}. */
public final class UuidV7 {

    private static final long MILLIS_MASK = 0xFFFF_FFFF_FFFFL;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    /** Returns a new id that bears the given millisecond; ids of one millisecond are in no order. */
    public static UUID at(Instant time, RandomGenerator random) {
        return of(time.toEpochMilli(), random.nextLong(), random.nextLong());
    }

    /** Returns the id with the given millisecond, low 12 bits of {@code randA} and low 62 bits of {@code randB}. */
    static UUID of(long epochMilli, long randA, long randB) {
        long high = ((epochMilli & MILLIS_MASK) << 16) | VERSION | (randA & 0xFFFL);
        return new UUID(high, VARIANT | (randB >>> 2));
    }
}
