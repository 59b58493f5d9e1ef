// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Calls that a machine handles. */
@Path("/v1/calls")
@NeedsScope(Scope.CONSENT_WRITE)
class CallsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final StartCall starting;
    private final SpeakChoices speaking;
    private final StopCall stopping;
    private final EndCall ending;

    CallsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            StartCall starting,
            SpeakChoices speaking,
            StopCall stopping,
            EndCall ending) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.starting = starting;
        this.speaking = speaking;
        this.stopping = stopping;
        this.ending = ending;
    }

    @POST
    @Operation(
            summary = "A call that a machine handles has begun: the notice was said, and that a machine speaks",
            description =
                    "Without aiDisclosedAt (AI Act 50(1), obligation DISCLOSE_AI) there is no session. Listeners are"
                            + " who records and who trains: each is in the ledger as call-{id} and is told of a stop by"
                            + " /v1/recipient-notices.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response start(CallBody body) {
        return Answers.response(starting.start(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A call, and what its listeners were told to end")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response call(@PathParam("id") UUID id) {
        return Response.ok(ending.find(caller.get(), id)).build();
    }

    @POST
    @Path("{id}/choices")
    @Operation(
            summary = "What the person said, by method RECORDED_CALL; answered as POST /v1/consents is",
            description = "A yes needs the recording's reference and digest. After a stop the same call gives no yes.")
    public Response choices(@PathParam("id") UUID id, SpokenBody body) {
        return Answers.response(speaking.speak(caller.get(), id, body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("{id}/stop")
    @Operation(
            summary = "The person wants it ended: in force when this is answered, and told to who listens",
            description =
                    "heard: NO_CONTACT (also when absent: marketing, surveys, recording and training), NO_MARKETING,"
                            + " NO_CALLS, NO_AI (recording and training). A client without mandate for the purposes may"
                            + " report it too.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response stop(@PathParam("id") UUID id, StopBody body) {
        return Answers.response(stopping.stop(caller.get(), id, body, idempotency.required(AnswerSeal.NONE)));
    }

    @POST
    @Path("{id}/end")
    @Operation(summary = "The call is over; its whole recording by reference and digest")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response end(@PathParam("id") UUID id, EndBody body) {
        return Answers.response(ending.end(caller.get(), id, body, idempotency.required(AnswerSeal.NONE)));
    }
}
