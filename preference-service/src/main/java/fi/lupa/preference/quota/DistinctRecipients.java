// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.quota;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.state.StateIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts about whom each client asks, by the names that only this client knows them by, and refuses beyond the quota. Thread-safe. */
@Singleton
public class DistinctRecipients {

    private final Map<Key, Sketch> sketches = new ConcurrentHashMap<>();
    private final Set<Key> alarmed = ConcurrentHashMap.newKeySet();
    private final StateIndex index;
    private final QuotaConfig config;
    private final InstantSource clock;
    private final Counter near;
    private final Counter refused;

    DistinctRecipients(StateIndex index, QuotaConfig config, InstantSource clock, MeterRegistry registry) {
        this.index = index;
        this.config = config;
        this.clock = clock;
        this.near = registry.counter("lupa.quota.near");
        this.refused = registry.counter("lupa.quota.refused");
    }

    /** A client on a day of UTC. */
    record Key(TenantId tenant, String client, LocalDate day) {}

    /** Counts a recipient by the client's handle for it; throws RECIPIENT_QUOTA_EXCEEDED once there were too many different ones today. */
    public void count(TenantId tenant, String client, String handle) {
        Key key = new Key(tenant, client, today());
        Sketch known = sketches.get(key);
        Sketch sketch = known == null ? sketches.computeIfAbsent(key, fresh -> new Sketch()) : known;
        sketch.add(Base64.getUrlDecoder().decode(handle));
        long asked = sketch.estimate();
        long quota = quota(tenant);
        if (asked >= quota * config.alarmAt() && alarmed.add(key)) {
            near.increment();
        }
        if (asked > quota) {
            refused.increment();
            throw new ProblemException(ProblemCode.RECIPIENT_QUOTA_EXCEEDED);
        }
    }

    /** Throws RECIPIENT_QUOTA_EXCEEDED if there were too many today already. */
    public void refuseBeyond(TenantId tenant, String client) {
        Sketch sketch = sketches.get(new Key(tenant, client, today()));
        if (sketch != null && sketch.estimate() > quota(tenant)) {
            refused.increment();
            throw new ProblemException(ProblemCode.RECIPIENT_QUOTA_EXCEEDED);
        }
    }

    private long quota(TenantId tenant) {
        int known = index.view().map(view -> view.known(tenant)).orElse(0);
        return Math.max(config.least(), (long) config.timesKnown() * known);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Returns what is counted of today, and forgets what was of another day. */
    Map<Key, Sketch> ofToday() {
        LocalDate today = today();
        sketches.keySet().removeIf(key -> !key.day().equals(today));
        alarmed.removeIf(key -> !key.day().equals(today));
        return Map.copyOf(sketches);
    }

    /** Counts what another replica, or this one before it was restarted, has counted. */
    void learn(Key key, byte[] registers) {
        sketches.computeIfAbsent(key, fresh -> new Sketch()).merge(registers);
    }
}
