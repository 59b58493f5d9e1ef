// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.operation;

import fi.lupa.consent.journal.relay.Recovery;
import fi.lupa.consent.journal.relay.RecoveryReport;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Recovers and says what it did: subjects and records by their ids, nobody's data. */
@Dependent
@Unremovable
final class RecoverJob implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(RecoverJob.class);
    private static final int FAILED = 1;

    private final Recovery recovery;

    RecoverJob(Recovery recovery) {
        this.recovery = recovery;
    }

    @Override
    public int run(String... arguments) {
        try {
            RecoveryReport report = recovery.run();
            LOG.infof(
                    "recovered: epoch %d is open, %d subjects brought up to date, %d prohibitions recorded again",
                    report.epoch(), report.subjects(), report.prohibitions());
            report.permissions().forEach(record -> LOG.warnf("permission not recorded again: record %s", record));
            report.byHand().forEach(what -> LOG.warnf("to be done again by hand: %s", what));
            return 0;
        } catch (SQLException | RuntimeException e) {
            LOG.errorf("not recovered, writes stay held: %s", e.getMessage());
            return FAILED;
        }
    }
}
