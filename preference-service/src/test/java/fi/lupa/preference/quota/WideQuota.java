// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import fi.lupa.preference.state.StateIndex;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** Counts recipients like the service, and never refuses one. */
public final class WideQuota implements QuotaConfig {

    private static final long MANY = 1_000_000_000_000L;

    private WideQuota() {}

    /** Makes the counter of such a quota. */
    public static DistinctRecipients counting(StateIndex index, InstantSource clock, MeterRegistry registry) {
        return new DistinctRecipients(index, new WideQuota(), clock, registry);
    }

    @Override
    public int timesKnown() {
        return 1;
    }

    @Override
    public long least() {
        return MANY;
    }

    @Override
    public double alarmAt() {
        return 1;
    }

    @Override
    public Duration exchange() {
        return Duration.ofDays(1);
    }
}
