// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.http.Idempotency;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What comes in from outside, as webhooks of carriers and mail providers or a tool that reads a mailbox hand it on. */
@Path("/v1/inbound")
@NeedsScope(Scope.CONTACT_REPORT)
class InboundResource {

    private static final String MAIL = "message/rfc822";

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final ReceiveInbound inbound;

    InboundResource(CurrentCaller caller, Idempotency idempotency, ReceiveInbound inbound) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.inbound = inbound;
    }

    @POST
    @Path("sms")
    @Operation(
            summary = "A text message that came in",
            description =
                    "Read for a no in fi, sv and en, the wider reading wins: NO_CONTACT (ALL_MARKETING and SURVEYS), STOP (ALL_MARKETING),"
                            + " SOME_NO (CHANNEL, texts). NOT_UNDERSTOOD records nothing: a person has to read it. It never makes a yes.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InboundView.class)))
    public Response sms(TextBody body) {
        return Answers.response(inbound.text(caller.get(), body, ReceiveInbound.Way.SMS, once()));
    }

    @POST
    @Path("post")
    @Operation(
            summary = "A letter that somebody read in",
            description = "As a text message; SOME_NO is an objection to letters.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InboundView.class)))
    public Response post(TextBody body) {
        return Answers.response(inbound.text(caller.get(), body, ReceiveInbound.Way.POST, once()));
    }

    @POST
    @Path("complaint")
    @Consumes(MAIL)
    @Operation(
            summary = "A complaint (ARF, RFC 5965), the mail as it came",
            description = "An objection to all marketing of the controller by the address that the report names.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InboundView.class)))
    public Response complaint(
            @QueryParam("controller") @Nullable String controller,
            @QueryParam("receivedAt") @Nullable String receivedAt,
            byte[] mail) {
        MailBody body = MailBody.of(controller, receivedAt, mail, List.of(MailReport.Kind.COMPLAINT));
        caller.get().mayActFor(body.controller());
        return Answers.response(inbound.complaint(caller.get(), body, once()));
    }

    @POST
    @Path("bounce")
    @Consumes(MAIL)
    @Operation(
            summary = "A bounce (DSN, RFC 3464), the mail as it came",
            description =
                    "An address that does not exist for good (failed, 5.1.x) goes on the controller's own list; any other bounce records"
                            + " nothing.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InboundView.class)))
    public Response bounce(
            @QueryParam("controller") @Nullable String controller,
            @QueryParam("receivedAt") @Nullable String receivedAt,
            byte[] mail) {
        MailBody body = MailBody.of(
                controller, receivedAt, mail, List.of(MailReport.Kind.HARD_BOUNCE, MailReport.Kind.SOFT_BOUNCE));
        caller.get().mayActFor(body.controller());
        return Answers.response(inbound.bounce(caller.get(), body, once()));
    }

    private IdempotencyClaim once() {
        return idempotency.required(AnswerSeal.NONE);
    }
}
