// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.journal.domain.CompletenessRule;
import fi.lupa.consent.journal.domain.JournalPosition;
import fi.lupa.consent.journal.domain.Watermark;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import fi.lupa.platform.id.SubjectId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule of the watermark beside the two that suggest themselves, on a real PostgreSQL with slow writers. */
class WatermarkRulesTest {

    private static final int WRITERS = 6;
    private static final int ROUNDS = 30;

    private ConsentDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = ConsentDatabase.create(LocalStack.with(Part.POSTGRES).postgres());
    }

    /** What one pass of the relay saw, and up to when each rule would have called it complete. */
    private record Observation(Set<UUID> published, Instant now, Instant maxRecordedAt, Instant rule) {}

    @Test
    void onlyTheHorizonRuleIsTrue_whenWritersAreSlow() throws Exception {
        // Given
        Map<UUID, Instant> committedAt = new ConcurrentHashMap<>();
        AtomicInteger busy = new AtomicInteger(WRITERS);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

        // When
        List<Future<?>> done = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            done.add(writers.submit(() -> {
                writeSlowly(committedAt);
                busy.decrementAndGet();
                return null;
            }));
        }
        List<Observation> passes = relayWhile(busy);
        for (Future<?> each : done) {
            each.get();
        }
        writers.shutdown();

        // Then
        assertThat(passes.get(passes.size() - 1).published()).containsAll(committedAt.keySet());
        assertThat(falseClaims(passes, committedAt, Observation::now)).isPositive();
        assertThat(falseClaims(passes, committedAt, Observation::maxRecordedAt)).isPositive();
        assertThat(falseClaims(passes, committedAt, Observation::rule)).isZero();
        assertThat(passes.stream().map(Observation::rule).distinct().count()).isGreaterThan(10);
    }

    @Test
    void nowIsFalse_whenAnEarlierTransactionHoldsBackACommittedOne() throws SQLException {
        // Given
        try (Connection slow = Facts.begin(database);
                Connection relay = database.relay().open("test-relay")) {
            Facts.write(slow, Facts.aSubject(), 1);
            UUID committed = Facts.commit(database, Facts.aSubject(), 1);
            Instant commit = clock(relay);

            // When
            Pass pass = new JournalReader(relay).read(JournalPosition.START, 100);
            CompletenessRule rule = new CompletenessRule(1);
            rule.remember(pass.snapshot());

            // Then
            assertThat(pass.rows().stream().map(JournalRow::eventId)).doesNotContain(committed);
            assertThat(pass.snapshot().readAt()).isAfterOrEqualTo(commit);
            assertThat(rule.acknowledged(pass.snapshot().xmin())).isEmpty();
            slow.rollback();
        }
    }

    private List<Observation> relayWhile(AtomicInteger busy) throws SQLException {
        List<Observation> passes = new ArrayList<>();
        CompletenessRule rule = new CompletenessRule(1);
        JournalPosition place = JournalPosition.START;
        Set<UUID> published = new HashSet<>();
        Instant recorded = Instant.EPOCH;
        try (Connection connection = database.relay().open("test-relay")) {
            JournalReader reader = new JournalReader(connection);
            boolean last = false;
            while (!last) {
                last = busy.get() == 0;
                Pass pass = reader.read(place, 500);
                for (JournalRow row : pass.rows()) {
                    published.add(row.eventId());
                    place = row.place();
                    if (row.isPublished() && row.recordedAt().isAfter(recorded)) {
                        recorded = row.recordedAt();
                    }
                }
                rule.remember(pass.snapshot());
                Instant complete = rule.acknowledged(pass.snapshot().xmin())
                        .map(Watermark::completeTo)
                        .orElse(Instant.EPOCH);
                passes.add(
                        new Observation(Set.copyOf(published), pass.snapshot().readAt(), recorded, complete));
            }
        }
        return passes;
    }

    private static long falseClaims(
            List<Observation> passes, Map<UUID, Instant> committedAt, Function<Observation, Instant> claim) {
        return passes.stream()
                .filter(pass -> committedAt.entrySet().stream()
                        .anyMatch(fact -> !fact.getValue().isAfter(claim.apply(pass))
                                && !pass.published().contains(fact.getKey())))
                .count();
    }

    /** Takes its place in the journal early, records at the end: what holds others back and makes recorded times misleading. */
    private void writeSlowly(Map<UUID, Instant> committedAt) throws SQLException {
        SubjectId subject = Facts.aSubject();
        for (int round = 0; round < ROUNDS; round++) {
            try (Connection connection = Facts.begin(database);
                    Statement statement = connection.createStatement()) {
                UUID first = Facts.write(connection, subject, 2 * round + 1);
                statement.execute("SELECT pg_sleep(" + Facts.RANDOM.nextInt(80) / 1000.0 + ")");
                UUID second = Facts.write(connection, subject, 2 * round + 2);
                connection.commit();
                Instant committed = clock(connection);
                committedAt.put(first, committed);
                committedAt.put(second, committed);
                connection.rollback();
            }
        }
    }

    private static Instant clock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
