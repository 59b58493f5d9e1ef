// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import fi.lupa.consent.job.Jobs;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Reads the report of an import, block by block: what is recorded so far. */
@ApplicationScoped
class ReadReport {

    private static final int AT_ONCE = 50;

    private final Transactions transactions;
    private final Jobs jobs;
    private final ImportSpool spool;

    ReadReport(Transactions transactions, Jobs jobs, ImportSpool spool) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.spool = spool;
    }

    /** Returns the report; throws NOT_FOUND for a job that is not one of the caller's controllers'. */
    StreamingOutput of(Caller caller, UUID job) {
        TenantId tenant = caller.tenant();
        boolean visible = transactions
                .read(tenant, () -> jobs.find(tenant, job))
                .filter(found -> caller.controllers().contains(found.controller()))
                .isPresent();
        if (!visible) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return out -> write(tenant, job, out);
    }

    private void write(TenantId tenant, UUID job, OutputStream out) throws IOException {
        int from = 0;
        List<String> some = some(tenant, job, from);
        while (!some.isEmpty()) {
            for (String report : some) {
                out.write(report.getBytes(StandardCharsets.UTF_8));
            }
            from += some.size();
            some = some(tenant, job, from);
        }
    }

    private List<String> some(TenantId tenant, UUID job, int from) {
        return transactions.read(tenant, () -> spool.report(tenant, job, from, AT_ONCE));
    }
}
