// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.job.JobView;
import fi.lupa.consent.job.Jobs;
import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells how a job stands and how old the registers are. */
@ApplicationScoped
class ReadLists {

    private final Transactions transactions;
    private final Registers registers;
    private final Jobs jobs;
    private final Epochs epochs;
    private final RevisionTokens tokens;

    ReadLists(Transactions transactions, Registers registers, Jobs jobs, Epochs epochs, RevisionTokens tokens) {
        this.transactions = transactions;
        this.registers = registers;
        this.jobs = jobs;
        this.epochs = epochs;
        this.tokens = tokens;
    }

    /** A register in force. */
    record RegisterView(String list, long rows, @Nullable LocalDate asOf) {}

    /** The registers of a controller. */
    record ListsView(List<RegisterView> items) {}

    /** The job with a revision at which all it has written can be relied on. */
    JobView job(Caller caller, UUID job) {
        return transactions.write(caller.tenant(), List.of(), () -> jobs.find(caller.tenant(), job)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND))
                .withRevision(tokens.mint(new RevisionToken(caller.tenant(), epochs.current(), transactions.xid()))));
    }

    ListsView of(Caller caller, @Nullable String controller) {
        if (controller == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "controller", "MISSING");
        }
        caller.mayActFor(controller);
        return transactions.read(
                caller.tenant(),
                () -> new ListsView(registers.of(caller.tenant(), controller).stream()
                        .filter(register -> register.slot() != null)
                        .map(register -> new RegisterView(register.list(), register.rows(), register.asOf()))
                        .toList()));
    }
}
