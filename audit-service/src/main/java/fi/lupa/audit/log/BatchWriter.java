// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.Chain;
import fi.lupa.audit.leaf.LogEvent;
import fi.lupa.audit.leaf.Reading;
import fi.lupa.audit.leaf.RefusedRecord;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.Timestamps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commits batches over one connection: lines, chains, heads, positions and the fence in one transaction, or nothing.
 *
 * <p>What it remembers between batches is only a copy of what it committed; after any exception it must be thrown away.
 */
final class BatchWriter {

    private final Connection connection;
    private final IngestStore store;
    private final KnownEvents known;
    private final LogStore logs;
    private final Origin origin;
    private final Map<LogKey, LogHead> heads = new HashMap<>();
    private Tip tip;
    private long longest;

    BatchWriter(Connection connection, Origin origin) throws SQLException {
        this.connection = connection;
        this.store = new IngestStore(connection);
        this.known = new KnownEvents(connection);
        this.logs = new LogStore(connection);
        this.origin = origin;
        connection.setAutoCommit(false);
        this.tip = store.tip();
        this.longest = store.longest();
        connection.commit();
    }

    /** Returns the newest batch that this writer knows. */
    Tip tip() {
        return tip;
    }

    /** Opens every log of this year: what is stored must give the heads that are stored, before anything is added to it. */
    void openLogs() throws SQLException {
        try {
            int year = BatchDraft.year(origin.clock().instant());
            for (LogHead head : logs.openAll(year)) {
                heads.put(head.key(), head);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** Commits everything read, and returns what became of it; throws {@link FencedException} if another has written since. */
    Committed write(Progress progress) throws SQLException {
        try {
            store.lockAndRequire(tip.number());
            Committed committed = inTransaction(progress);
            connection.commit();
            committed.grown().forEach(this::keep);
            tip = committed.tip();
            return committed;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    private void keep(HeadRow row) {
        heads.put(row.head().key(), row.head());
        longest = Math.max(longest, row.head().tree().size());
    }

    private Committed inTransaction(Progress progress) throws SQLException {
        Set<EventKey> seen =
                new HashSet<>(known.seen(events(progress).map(EventKey::of).toList(), longest));
        List<LogEvent> fresh = events(progress)
                .filter(event -> !seen.contains(EventKey.of(event)))
                .toList();
        Map<UUID, UUID> homes = homes(progress, fresh);
        BatchDraft draft = draft(fresh, homes);
        for (Reading reading : progress.readings()) {
            if (reading instanceof Reading.Accepted accepted) {
                if (seen.add(EventKey.of(accepted.event()))) {
                    draft.add(accepted.event());
                }
            } else if (reading instanceof Reading.Rejected rejected) {
                addRefused(draft, rejected, homes, progress);
            }
        }
        int rejections = draft.rejections().size();
        Tally tally = progress.tally(draft.entries().size() - rejections, rejections);
        Tip next = new Tip(tip.number() + 1, draft.loggedAt(), progress.spans());
        List<HeadRow> grown = draft.grown(next.number());
        store.insert(draft, grown, next, tally, origin.writer());
        return new Committed(next, tally, draft, grown);
    }

    private void addRefused(BatchDraft draft, Reading.Rejected rejected, Map<UUID, UUID> homes, Progress progress) {
        UUID tenant = homes.getOrDefault(claimed(rejected), origin.operator());
        String topicId = progress.topicId(rejected.source());
        draft.add(
                RefusedRecord.of(rejected, origin.random()),
                topicId,
                tenant,
                origin.ids().next());
    }

    /** Which tenants' logs may tell of what was refused: those that have a log, or get one by this batch. */
    private Map<UUID, UUID> homes(Progress progress, List<LogEvent> fresh) throws SQLException {
        List<UUID> claimed = progress.readings().stream()
                .flatMap(reading -> reading instanceof Reading.Rejected rejected ? Stream.of(rejected) : Stream.empty())
                .map(this::claimed)
                .distinct()
                .toList();
        Set<UUID> withLog = new HashSet<>(known.withLog(claimed));
        fresh.forEach(event -> withLog.add(event.tenant()));
        return claimed.stream()
                .collect(Collectors.toMap(
                        Function.identity(), tenant -> withLog.contains(tenant) ? tenant : origin.operator()));
    }

    private UUID claimed(Reading.Rejected rejected) {
        @Nullable UUID claimed = rejected.claimedTenant();
        return claimed == null ? origin.operator() : claimed;
    }

    private BatchDraft draft(List<LogEvent> fresh, Map<UUID, UUID> homes) throws SQLException {
        Instant now = Timestamps.truncate(origin.clock().instant());
        Instant loggedAt = now.isBefore(tip.loggedAt()) ? tip.loggedAt() : now;
        Set<LogKey> keys = Stream.concat(fresh.stream().map(LogEvent::tenant), homes.values().stream())
                .map(tenant -> new LogKey(tenant, BatchDraft.year(loggedAt)))
                .collect(Collectors.toSet());
        Map<LogKey, LogHead> open = new HashMap<>();
        for (LogKey key : keys) {
            LogHead head = heads.get(key);
            open.put(key, head == null ? logs.open(key, logName(key), loggedAt) : head);
        }
        Map<ChainKey, Chain> subjects =
                known.nextOfSubjects(chains(fresh, event -> event.about().subject()));
        Map<ChainKey, Chain> controllers =
                known.nextOfControllers(chains(fresh, event -> event.about().controller()));
        return new BatchDraft(loggedAt, open, subjects, controllers);
    }

    private String logName(LogKey key) {
        return key.tenant().equals(origin.operator())
                ? LogNames.ofOperator(key.year())
                : LogNames.random(origin.random());
    }

    private static List<ChainKey> chains(List<LogEvent> events, Function<LogEvent, @Nullable String> name) {
        return events.stream()
                .flatMap(event -> Stream.ofNullable(name.apply(event)).map(n -> new ChainKey(event.tenant(), n)))
                .distinct()
                .toList();
    }

    private static Stream<LogEvent> events(Progress progress) {
        return progress.readings().stream()
                .flatMap(reading ->
                        reading instanceof Reading.Accepted accepted ? Stream.of(accepted.event()) : Stream.empty());
    }

    private void rollback(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Where everything that is not in a record comes from. */
    record Origin(UUID writer, UUID operator, InstantSource clock, Ids ids, RandomGenerator random) {}

    /** A batch that is on disk. */
    record Committed(Tip tip, Tally tally, BatchDraft draft, List<HeadRow> grown) {}
}
