// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator watches: size of the logs, what waits, what was refused, and the offsets that nothing accounts for. */
@Singleton
final class IngestionMeters {

    private static final String SIZES = """
            SELECT coalesce(sum(h.size) FILTER (WHERE l.tenant <> ?), 0), coalesce(sum(h.size) FILTER (WHERE l.tenant = ?), 0)
            FROM log AS l CROSS JOIN LATERAL (
              SELECT size FROM head WHERE tenant = l.tenant AND year = l.year ORDER BY size DESC LIMIT 1) AS h""";

    private final MeterRegistry registry;
    private final AtomicLong tenantEntries = new AtomicLong();
    private final AtomicLong operatorEntries = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong unaccounted = new AtomicLong();

    IngestionMeters(MeterRegistry registry, IngestionStatus status) {
        this.registry = registry;
        registry.gauge("lupa.log.entries", io.micrometer.core.instrument.Tags.of("log", "tenant"), tenantEntries);
        registry.gauge("lupa.log.entries", io.micrometer.core.instrument.Tags.of("log", "operator"), operatorEntries);
        registry.gauge("lupa.ingest.lag.records", lag);
        registry.gauge("lupa.ingest.unaccounted.offsets", unaccounted);
        Gauge.builder("lupa.ingest.halted", status, s -> s.state().isSound() ? 0 : 1)
                .register(registry);
        Gauge.builder("lupa.ingest.accounts.checked.batches", status, s -> s.accounts()
                        .checked())
                .register(registry);
        Gauge.builder("lupa.ingest.accounts.wrong", status, s -> s.accounts().fault() == null ? 0 : 1)
                .register(registry);
    }

    /** Takes the figures of everything committed so far from the database. */
    void load(Connection connection, UUID operator) throws SQLException {
        try (PreparedStatement sizes = connection.prepareStatement(SIZES);
                PreparedStatement missing = connection.prepareStatement(
                        "SELECT coalesce(sum(unaccounted), 0) FROM ingest WHERE unaccounted > 0")) {
            sizes.setObject(1, operator);
            sizes.setObject(2, operator);
            try (ResultSet row = sizes.executeQuery()) {
                row.next();
                tenantEntries.set(row.getLong(1));
                operatorEntries.set(row.getLong(2));
            }
            try (ResultSet row = missing.executeQuery()) {
                row.next();
                unaccounted.set(row.getLong(1));
            }
        }
        connection.commit();
    }

    void count(BatchWriter.Committed committed, UUID operator) {
        for (EntryRow row : committed.draft().entries()) {
            (row.log().tenant().equals(operator) ? operatorEntries : tenantEntries).incrementAndGet();
        }
        for (RejectionRow row : committed.draft().rejections()) {
            registry.counter(
                            "lupa.ingest.rejections",
                            "topic",
                            row.refused().source().topic(),
                            "reason",
                            row.refused().reason().name())
                    .increment();
        }
        unaccounted.addAndGet(committed.tally().unaccounted());
    }

    void lag(long records) {
        lag.set(records);
    }
}
