// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.log.SignedHistory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One pass over all logs: each from its first line to its newest head and checkpoint. */
@Singleton
final class Recheck {

    private final LogKeys keys;
    private final SignedHistory kept;
    private final RandomGenerator random;

    @Inject
    Recheck(LogKeys keys, SignedHistory kept, SecureRandom random) {
        this.keys = keys;
        this.kept = kept;
        this.random = random;
    }

    /** Returns the first finding of each log that has one; without any, what the checkpoints kept outside the database say against it. */
    List<Finding> pass(Connection connection, LogRecheck.Pace pace) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (RecheckedLog log : RecheckedLog.all(connection)) {
            CheckpointNotes notes = CheckpointNotes.of(connection, log, keys, random);
            new LogRecheck(connection, log, notes, random).run(pace).ifPresent(findings::add);
        }
        return findings.isEmpty() ? outside(connection) : findings;
    }

    /** Asked twice: a log that was signed for between two looks seems behind, but not twice at the same size. */
    private List<Finding> outside(Connection connection) throws SQLException {
        Optional<String> said = kept.contradictedBy(connection);
        boolean again = said.isPresent() && said.equals(kept.contradictedBy(connection));
        return again ? List.of(new Finding(null, said.orElseThrow())) : List.of();
    }
}
