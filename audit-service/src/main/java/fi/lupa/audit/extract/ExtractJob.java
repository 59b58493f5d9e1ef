// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.audit.witness.Witnesses;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Prepares released extracts: waits until the log has taken in that they are issued and a checkpoint vouches for it, fixes the
 * checkpoints, and goes over every entry. Each page's progress is a row, so whoever comes next goes on where it ended.
 */
final class ExtractJob {

    private static final Logger LOG = Logger.getLogger(ExtractJob.class);
    private static final String WAITING = """
            SELECT r.tenant, r.extract FROM extract_release AS r
            LEFT JOIN extract_outcome AS o ON o.tenant = r.tenant AND o.extract = r.extract
            WHERE o.extract IS NULL ORDER BY r.released_at, r.extract""";

    private final TenantReads reads;
    private final InstantSource clock;
    private final Witnesses witnesses;

    ExtractJob(TenantReads reads, InstantSource clock, Witnesses witnesses) {
        this.reads = reads;
        this.clock = clock;
        this.witnesses = witnesses;
    }

    /** Takes every released extract as far as it gets; ends early, at a page's end, when it is not to go on. */
    void pass(Connection connection, BooleanSupplier goOn) throws SQLException {
        for (Key key : waiting(connection)) {
            if (goOn.getAsBoolean()) {
                advance(connection, key, goOn);
            }
        }
    }

    private static List<Key> waiting(Connection connection) throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
            }
        }
        connection.commit();
        return keys;
    }

    private void advance(Connection connection, Key key, BooleanSupplier goOn) throws SQLException {
        try {
            Optional<Fixed> fixed = fixed(connection, key);
            connection.commit();
            if (fixed.isPresent()) {
                goOver(connection, fixed.get(), goOn);
            }
        } catch (NotAsLoggedException e) {
            LOG.errorf(
                    "An extract is not made, the log is not as it was signed: id=%s %s", key.extract(), e.getMessage());
            connection.rollback();
            Outcome failed = new Outcome(Timestamps.truncate(clock.instant()), 0, 0, "LOG_NOT_AS_SIGNED");
            new ExtractTable(connection).outcome(key.tenant(), key.extract(), failed);
            connection.commit();
        }
    }

    /** Returns the extract with its checkpoints, fixed now if they were not; empty while the log has not got so far. */
    private Optional<Fixed> fixed(Connection connection, Key key) throws SQLException {
        ExtractCase found = new ExtractRows(connection)
                .find(key.tenant(), key.extract())
                .orElseThrow(() -> new IllegalStateException("an extract without its request"));
        Release release = Objects.requireNonNull(found.release());
        Optional<IssuedPlace> issued = IssuedPlace.of(connection, key.tenant(), release.event());
        if (issued.isEmpty()) {
            return Optional.empty();
        }
        List<FixedLog> logs = found.preparation().logs();
        if (logs.isEmpty()) {
            logs = new CoveringCheckpoints(witnesses, clock.instant()).of(connection, found.extract(), issued.get());
            for (FixedLog log : logs) {
                new ExtractTable(connection).log(key.tenant(), key.extract(), log);
            }
        }
        return logs.isEmpty() ? Optional.empty() : Optional.of(new Fixed(found, logs, issued.get()));
    }

    private void goOver(Connection connection, Fixed fixed, BooleanSupplier goOn) throws SQLException {
        Extract extract = fixed.found().extract();
        List<Rail> rails =
                reads.read(new TenantId(extract.tenant()), reading -> new RailPlan(reading, extract, fixed.issued())
                        .rails(fixed.logs()));
        RailWalk walk = new RailWalk(reads, extract, RailWalk.Look.CHECKED);
        ExtractTable table = new ExtractTable(connection);
        StepsAlong steps = new StepsAlong(rails, fixed.found().preparation().step());
        while (!steps.isAtTheEnd()) {
            if (!goOn.getAsBoolean()) {
                return;
            }
            steps.take(walk.page(steps.rail(), steps.position()));
            table.progress(extract.tenant(), extract.id(), steps.step(), Timestamps.truncate(clock.instant()));
            connection.commit();
        }
        Preparation.Count count = steps.step().count();
        Outcome outcome = new Outcome(Timestamps.truncate(clock.instant()), count.entries(), count.withheld(), null);
        table.outcome(extract.tenant(), extract.id(), outcome);
        connection.commit();
        LOG.infof("An extract is ready: id=%s entries=%d", extract.id(), count.entries());
    }

    private record Key(UUID tenant, UUID extract) {}

    private record Fixed(ExtractCase found, List<FixedLog> logs, IssuedPlace issued) {}
}
