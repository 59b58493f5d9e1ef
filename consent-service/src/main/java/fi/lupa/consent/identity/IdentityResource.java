// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.identity;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Explicit merges and splits of subjects; nothing else in the service does either. */
@Path("/v1/subjects")
@NeedsScope(Scope.RIGHTS_ADMIN)
class IdentityResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final MergeSubjects merges;
    private final SplitSubject splits;

    IdentityResource(CurrentCaller caller, Idempotency idempotency, MergeSubjects merges, SplitSubject splits) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.merges = merges;
        this.splits = splits;
    }

    @POST
    @Path("merge")
    public Response merge(MergeBody body) {
        return Answers.response(merges.merge(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("split")
    public Response split(SplitBody body) {
        return Answers.response(splits.split(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }
}
