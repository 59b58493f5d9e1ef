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
import java.util.UUID;

/** Objections to contact, and lifting them. */
@Path("/v1/objections")
@NeedsScope(Scope.CONSENT_WRITE)
class ObjectionsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Answering answering;
    private final RecordObjection objections;
    private final LiftObjection lifts;

    ObjectionsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            Answering answering,
            RecordObjection objections,
            LiftObjection lifts) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.answering = answering;
        this.objections = objections;
        this.lifts = lifts;
    }

    @POST
    public Response object(ObjectionRequest request) {
        return Answers.response(objections.object(caller.get(), request, idempotency.required(answering)));
    }

    @POST
    @Path("{id}/lift")
    public Response lift(@PathParam("id") String id, LiftRequest request) {
        return Answers.response(lifts.lift(caller.get(), uuid(id), request, idempotency.required(answering)));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
