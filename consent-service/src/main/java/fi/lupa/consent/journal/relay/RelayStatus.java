// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What health and metrics tell about the relay of this process. Thread-safe. */
public final class RelayStatus {

    /** In what the relay of this process is busy. */
    public enum Phase {
        /** Another instance relays, or none does yet. */
        STANDBY,
        /** This instance compares database and topics, or publishes again what was lost. */
        COMPARING,
        /** This instance publishes. */
        PUBLISHING,
        /** The topics are not as they must be; nothing is published. */
        TOPICS_WRONG,
        /** The topics are ahead of the database; nothing is published or written until {@code recover}. */
        RESTORED_BEHIND_LOG,
        /** Database or broker does not answer, or a row cannot be published; it is tried again. */
        FAILING
    }

    private final Map<String, LongAdder> published = new ConcurrentHashMap<>();
    private volatile Phase phase = Phase.STANDBY;
    private volatile List<String> details = List.of();
    private volatile @Nullable Instant completeTo;
    private volatile Duration horizonAge = Duration.ZERO;
    private volatile long lagRows;
    private volatile Duration lagAge = Duration.ZERO;

    /** What it does. */
    public Phase phase() {
        return phase;
    }

    /** Why it does not publish, in words for an operator, without anybody's data. */
    public List<String> details() {
        return details;
    }

    /** Up to when all is published, as last promised by this instance. */
    public Optional<Instant> completeTo() {
        return Optional.ofNullable(completeTo);
    }

    /** How long ago the oldest transaction that still holds the journal's horizon began. */
    public Duration horizonAge() {
        return horizonAge;
    }

    /** How many committed rows are not published; at most 10,000 are counted. */
    public long lagRows() {
        return lagRows;
    }

    /** The age of the oldest of them. */
    public Duration lagAge() {
        return lagAge;
    }

    /** Records acknowledged since the start of the process, by topic. */
    public Map<String, Long> published() {
        Map<String, Long> counts = new TreeMap<>();
        published.forEach((topic, count) -> counts.put(topic, count.sum()));
        return counts;
    }

    void is(Phase now, String... why) {
        details = List.of(why);
        phase = now;
    }

    void is(Phase now, List<String> why) {
        details = List.copyOf(why);
        phase = now;
    }

    void completeTo(Instant time) {
        completeTo = time;
    }

    void horizonAge(Duration age) {
        horizonAge = age;
    }

    void lag(long rows, Duration age) {
        lagRows = rows;
        lagAge = age;
    }

    void published(String topic) {
        published.computeIfAbsent(topic, name -> new LongAdder()).increment();
    }
}
