// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.UUID;

/** Requests to be called, and the claims of those who will call. */
@Path("/v1/callback-requests")
@NeedsScope(Scope.CONSENT_WRITE)
class CallbackRequestsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final AskForCall requests;
    private final ClaimCall claims;
    private final InstantSource clock;

    CallbackRequestsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            Answering answering,
            AskForCall requests,
            ClaimCall claims,
            InstantSource clock) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.requests = requests;
        this.claims = claims;
        this.clock = clock;
    }

    @POST
    public Response ask(CallbackBody body) {
        return Answers.response(requests.ask(caller.get(), body, idempotency.given(answering), clock));
    }

    @POST
    @Path("{id}/claim")
    public Response claim(@PathParam("id") String id) {
        return Answers.response(claims.claim(caller.get(), uuid(id), idempotency.given(answering)));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
