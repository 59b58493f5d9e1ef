// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.job;

import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** How far long work is; of the caller's controllers only. */
@Path("/v1/jobs")
@NeedsScope(Scope.CONSENT_WRITE)
class JobsResource {

    private final CurrentCaller caller;
    private final Transactions transactions;
    private final Jobs jobs;

    JobsResource(CurrentCaller caller, Transactions transactions, Jobs jobs) {
        this.caller = caller;
        this.transactions = transactions;
        this.jobs = jobs;
    }

    @GET
    @Path("{id}")
    public Response job(@PathParam("id") UUID id) {
        Caller asking = caller.get();
        JobView job = transactions
                .read(asking.tenant(), () -> jobs.find(asking.tenant(), id))
                .filter(found -> asking.controllers().contains(found.controller()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return Response.ok(job).build();
    }
}
