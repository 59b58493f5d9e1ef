// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** The limits as they are set by default, for so many threads; nothing is kept for a recheck. */
record UsualLimits(int threads) implements AudienceConfig {

    private static final MemorySize LINE = new MemorySize(BigInteger.valueOf(64 * 1024));
    private static final MemorySize HELD = new MemorySize(BigInteger.valueOf(8L * 1024 * 1024));

    @Override
    public int concurrent() {
        return 1;
    }

    @Override
    public int heldLines() {
        return 20_000;
    }

    @Override
    public MemorySize heldBytes() {
        return HELD;
    }

    @Override
    public MemorySize longestLine() {
        return LINE;
    }

    @Override
    public Duration stall() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration longest() {
        return Duration.ofHours(1);
    }

    @Override
    public int keptLines() {
        return 0;
    }

    @Override
    public MemorySize keptBytes() {
        return HELD;
    }

    @Override
    public Duration kept() {
        return Duration.ofHours(24);
    }
}
