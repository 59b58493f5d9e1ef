// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Tells a controller what the worker would do, without doing it. */
@ApplicationScoped
class ReportRetention {

    private final Transactions transactions;
    private final ChangePolicy policies;
    private final DestroyEvidence worker;
    private final InstantSource clock;

    ReportRetention(Transactions transactions, ChangePolicy policies, DestroyEvidence worker, InstantSource clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.worker = worker;
        this.clock = clock;
    }

    RetentionReport report(Caller caller, RunBody body) {
        Instant now = clock.instant();
        Instant at = body.at() == null ? now : body.at();
        if (at.isBefore(now)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/at", "OUT_OF_RANGE");
        }
        transactions.read(caller.tenant(), () -> {
            policies.require(caller, body.controller(), now);
            return true;
        });
        return worker.dryRun(caller.tenant(), now, at)
                .getOrDefault(body.controller(), RetentionReport.none(body.controller(), at, true));
    }
}
