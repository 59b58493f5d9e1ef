// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

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

/** People are told that a notice has changed. */
@Path("/v1/notice-changes")
@NeedsScope(Scope.RIGHTS_ADMIN)
class NoticeChangesResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final OrderNoticeChange changes;

    NoticeChangesResource(CurrentCaller caller, Idempotency idempotency, OrderNoticeChange changes) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.changes = changes;
    }

    @POST
    @Operation(
            summary = "Tells the people whose permission rests on an earlier text of a MATERIAL version of it",
            description = "By e-mail, class STATUTORY, once the version is in force; each person once, with the fact"
                    + " notice.told. Ordered again it is the same order. Nobody's silence is a yes. With dryRun"
                    + " people are counted at once and nobody is told.")
    @APIResponse(
            responseCode = "202",
            description = "Its address is in Location",
            content = @Content(schema = @Schema(implementation = NoticeChangeView.class)))
    public Response order(NoticeChangeBody body) {
        return Answers.response(changes.order(caller.get(), body, idempotency.required(AnswerSeal.NONE)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far it is: people by what became of them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoticeChangeView.class)))
    public Response change(@PathParam("id") UUID id) {
        return Response.ok(changes.find(caller.get(), id)).build();
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Stops it: at most the mails that are being sent still go out; ordered again it goes on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoticeChangeView.class)))
    public Response cancel(@PathParam("id") UUID id) {
        return Response.ok(changes.cancel(caller.get(), id)).build();
    }
}
