// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Requests under GDPR 15 to 21. */
@Path("/v1/rights-requests")
@NeedsScope(Scope.RIGHTS_ADMIN)
class RightsRequestsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final ReceiveRequest receive;
    private final CompleteRequest complete;
    private final Restrict restrict;
    private final OpenRequests requests;

    RightsRequestsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            ReceiveRequest receive,
            CompleteRequest complete,
            Restrict restrict,
            OpenRequests requests) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.receive = receive;
        this.complete = complete;
        this.restrict = restrict;
        this.requests = requests;
    }

    @POST
    public Response receive(ReceiveBody body) {
        return Answers.response(receive.receive(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("{id}/complete")
    public Response complete(@PathParam("id") UUID id, CompleteBody body) {
        return Answers.response(complete.complete(caller.get(), id, body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("{id}/lift-restriction")
    public Response lift(@PathParam("id") UUID id) {
        return Answers.response(restrict.lift(caller.get(), id, idempotency.required(AnswerSeal.NONE)));
    }

    @GET
    @Path("{id}")
    public Response request(@PathParam("id") UUID id) {
        return Response.ok(RightsPart.of(requests.find(caller.get(), id))).build();
    }
}
